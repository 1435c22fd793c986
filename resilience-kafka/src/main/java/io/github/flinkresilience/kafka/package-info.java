// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
/**
 * Kafka: reading past records that cannot be read, see {@link
 * io.github.flinkresilience.kafka.RetryThenSkipDeserializationSchema}; dead letters to a topic and
 * back, see {@link io.github.flinkresilience.kafka.KafkaDeadLetters}.
 */
package io.github.flinkresilience.kafka;
