// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors

/**
 * A real Kafka broker for tests and demonstrations, and whole topics as lists of records.
 *
 * <p>Start with {@link io.github.flinkresilience.testing.kafka.KafkaBroker}.
 */
package io.github.flinkresilience.testing.kafka;
