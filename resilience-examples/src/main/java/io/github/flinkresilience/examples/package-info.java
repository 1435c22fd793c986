// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors

/**
 * The demo: a job that meets bad orders, a lost job manager and a lost task manager, and the ledger
 * that is made up afterwards.
 *
 * <pre>
 *   OrderWriter --> topic orders --> OrderJob --> topic receipts    \
 *                                       |                            > Audit --> Verdict
 *                                       '-------> topic orders.dlq  /
 * </pre>
 *
 * <p>Start with {@link io.github.flinkresilience.examples.Demo}; the job is in {@link
 * io.github.flinkresilience.examples.orders}.
 */
package io.github.flinkresilience.examples;
