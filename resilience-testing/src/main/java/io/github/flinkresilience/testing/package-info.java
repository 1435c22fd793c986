// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors

/**
 * Test kit: real brokers, real clusters, faults, and a count of what became of every record.
 *
 * <pre>
 *   what runs    kafka (broker), flink (cluster in this JVM), cluster (cluster of processes)
 *   what hurts   faults (user code), process (processes, networks)
 *   what counts  ledger, with assertions; report (of many faults)
 *   for JUnit    junit (broker and cluster for tests), contract (suites to extend)
 * </pre>
 *
 * <p>Start with {@link io.github.flinkresilience.testing.junit} and {@link
 * io.github.flinkresilience.testing.ledger}. Nothing outside of the last line needs JUnit, so
 * demonstrations can use the rest too.
 */
package io.github.flinkresilience.testing;
