// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.process;

import java.time.Duration;

/** What the network of a {@link TcpProxy} is like right now. Thread-safe. */
final class Weather {

    private Duration delay = Duration.ZERO;
    private boolean held;
    private boolean refused;

    synchronized void delay(Duration each) {
        delay = each;
    }

    synchronized void hold(boolean whether) {
        held = whether;
    }

    synchronized void refuse(boolean whether) {
        refused = whether;
    }

    synchronized boolean refuses() {
        return refused;
    }

    synchronized void clear() {
        delay = Duration.ZERO;
        held = false;
        refused = false;
        notifyAll();
    }

    /** Blocks for as long as a piece of data takes. */
    synchronized void pass() throws InterruptedException {
        long end = System.nanoTime() + delay.toNanos();
        while (held || (!delay.isZero() && System.nanoTime() < end)) {
            if (held) {
                wait();
            } else {
                wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
            }
        }
    }
}
