// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.retry;

import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.annotation.PublicEvolving;

/**
 * The passing of time, as a retry sees it; tests bring their own and move it by hand. It travels to
 * the tasks with the function or deserializer that retries.
 */
@PublicEvolving
public interface RetryClock extends Serializable {

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
