// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors

/**
 * A real Flink cluster in this JVM for tests and demonstrations, with the deaths of its job manager
 * and task managers at hand.
 *
 * <p>Start with {@link io.github.flinkresilience.testing.flink.LocalCluster}.
 */
package io.github.flinkresilience.testing.flink;
