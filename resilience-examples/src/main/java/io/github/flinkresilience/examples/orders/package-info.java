// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors

/**
 * The job of the demo: orders from Kafka are reserved and, a second later, charged; receipts go to
 * Kafka. It is small enough to copy.
 *
 * <p>{@link io.github.flinkresilience.examples.orders.OrderJob} is the job with the library, {@link
 * io.github.flinkresilience.examples.orders.NaiveOrderJob} the same job without.
 */
package io.github.flinkresilience.examples.orders;
