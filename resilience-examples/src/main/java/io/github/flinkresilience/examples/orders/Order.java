// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.examples.orders;

/**
 * An order, and where it was read.
 *
 * @param boxes how many gift boxes it comes in, one inside the other
 * @param partition partition of the topic of orders
 * @param offset offset in that partition
 */
public record Order(
        String id,
        String customer,
        String card,
        long cents,
        int boxes,
        int partition,
        long offset) {}
