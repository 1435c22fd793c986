// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.examples;

import java.time.Duration;

/**
 * What can be asked of the demo.
 *
 * @param orders how many orders are written, at least {@value #FEWEST_ORDERS}
 * @param seed which of them are bad
 * @param writing how long the writing takes
 * @param naive whether to show the job without the library
 */
public record DemoOptions(int orders, long seed, Duration writing, boolean naive) {

    private static final int FEWEST_ORDERS = 100;
    private static final int DEFAULT_ORDERS = 200_000;
    private static final long DEFAULT_SEED = 1;
    private static final int DEFAULT_SECONDS = 20;

    public DemoOptions {
        if (orders < FEWEST_ORDERS) {
            throw new IllegalArgumentException(
                    "demo.orders is %d; allowed are %d and more".formatted(orders, FEWEST_ORDERS));
        }
        if (writing.isNegative() || writing.isZero()) {
            throw new IllegalArgumentException(
                    "demo.seconds is %d; allowed is 1 and more".formatted(writing.toSeconds()));
        }
    }

    /** As the system properties demo.orders, demo.seed, demo.seconds and demo.naive say. */
    static DemoOptions fromSystemProperties() {
        return new DemoOptions(
                Integer.getInteger("demo.orders", DEFAULT_ORDERS),
                Long.getLong("demo.seed", DEFAULT_SEED),
                Duration.ofSeconds(Integer.getInteger("demo.seconds", DEFAULT_SECONDS)),
                Boolean.getBoolean("demo.naive"));
    }

    long ordersPerSecond() {
        return orders * 1_000L / writing.toMillis();
    }
}
