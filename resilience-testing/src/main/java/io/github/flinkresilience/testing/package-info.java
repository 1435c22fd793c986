// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors

/**
 * Test kit: real brokers, real clusters, and waiting for what they do.
 *
 * <p>{@link io.github.flinkresilience.testing.kafka} starts Kafka, {@link
 * io.github.flinkresilience.testing.flink} starts Flink, {@link
 * io.github.flinkresilience.testing.junit} gives both to JUnit tests, {@link
 * io.github.flinkresilience.testing.contract} has suites of JUnit tests to extend. Nothing outside of
 * these two packages needs JUnit, so demonstrations can use the rest too.
 */
package io.github.flinkresilience.testing;
