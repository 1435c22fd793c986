// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors

/**
 * Processes that tests start, kill and pause, and connections that tests cut.
 *
 * <p>Start with {@link io.github.flinkresilience.testing.process.JavaProcess} and {@link
 * io.github.flinkresilience.testing.process.TcpProxy}.
 */
package io.github.flinkresilience.testing.process;
