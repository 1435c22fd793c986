// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors

/**
 * Test kit: real brokers, real clusters, and waiting for what they do.
 *
 * <p>{@link io.github.flinkresilience.testing.kafka} starts Kafka, {@link
 * io.github.flinkresilience.testing.flink} starts Flink, {@link
 * io.github.flinkresilience.testing.junit} gives both to JUnit tests. Nothing outside of that last
 * package needs JUnit, so demonstrations can use the rest too.
 */
package io.github.flinkresilience.testing;
