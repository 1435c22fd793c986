// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.retry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A clock that moves when somebody sleeps, or by hand. */
final class ManualClock implements RetryClock {
    private final List<Duration> sleeps = new ArrayList<>();

    // Close to the overflow that System.nanoTime is allowed to have.
    private long now = Long.MAX_VALUE - 5;

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public void sleep(Duration duration) {
        sleeps.add(duration);
        pass(duration);
    }

    void pass(Duration duration) {
        now += duration.toNanos();
    }

    List<Duration> sleeps() {
        return sleeps;
    }
}
