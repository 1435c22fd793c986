// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors

/**
 * What the demo puts in, and whether all of it came out: orders of which a seeded share is bad, and
 * the check of the ledger.
 *
 * <p>Start with {@link io.github.flinkresilience.examples.traffic.OrderTraffic} and {@link
 * io.github.flinkresilience.examples.traffic.Verdict}.
 */
package io.github.flinkresilience.examples.traffic;
