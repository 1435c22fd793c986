// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.retry;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.annotation.PublicEvolving;

/** The passing of time, as a retry sees it; tests bring their own and move it by hand. */
@PublicEvolving
public interface RetryClock {

    /** A reading in nanoseconds; only differences between two readings mean anything. */
    long nanoTime();

    /** Blocks the calling thread for so long; interruption ends it at once. */
    void sleep(Duration duration) throws InterruptedException;

    /** The machine's clock. */
    static RetryClock system() {
        return SystemClock.INSTANCE;
    }

    /** See {@link #system()}. */
    enum SystemClock implements RetryClock {
        INSTANCE;

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
        }
    }
}
