// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.retry;

import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.annotation.PublicEvolving;

/**
 * The wait between two tries: a pure function of the number of failed attempts, so it can be shared
 * by any number of threads and records. It saturates and never overflows.
 */
@PublicEvolving
public sealed interface Backoff extends Serializable {
    /** The longest wait that can be asked for. */
    Duration LONGEST = Duration.ofDays(1);

    /**
     * How long to wait before the next try.
     *
     * @param failedAttempts how many attempts have failed so far, at least 1
     */
    Duration delayAfter(int failedAttempts);

    /** No wait at all. */
    static Backoff none() {
        return new None();
    }

    /** The same wait each time; more than zero and at most a day. */
    static Backoff fixed(Duration delay) {
        return new Fixed(delay);
    }

    /** Doubles from the first wait up to the cap. */
    static Backoff exponential(Duration first, Duration cap) {
        return exponential(first, cap, 2.0);
    }

    /** Grows by the multiplier (at least 1) from the first wait up to the cap. */
    static Backoff exponential(Duration first, Duration cap, double multiplier) {
        return new Exponential(first, cap, multiplier);
    }

    /** See {@link #none()}. */
    record None() implements Backoff {
        @Override
        public Duration delayAfter(int failedAttempts) {
            requireAttempts(failedAttempts);
            return Duration.ZERO;
        }
    }

    /** See {@link #fixed(Duration)}. */
    record Fixed(Duration delay) implements Backoff {
        public Fixed {
            requireDelay("delay of the fixed backoff", delay);
        }

        @Override
        public Duration delayAfter(int failedAttempts) {
            requireAttempts(failedAttempts);
            return delay;
        }
    }

    /** See {@link #exponential(Duration, Duration, double)}. */
    record Exponential(Duration first, Duration cap, double multiplier) implements Backoff {
        public Exponential {
            requireDelay("first delay of the exponential backoff", first);
            requireDelay("cap of the exponential backoff", cap);
            if (cap.compareTo(first) < 0) {
                throw new IllegalArgumentException(
                        "cap of the exponential backoff is %s; allowed is its first delay %s or more"
                                .formatted(cap, first));
            }
            if (!(multiplier >= 1.0) || Double.isInfinite(multiplier)) {
                throw new IllegalArgumentException(
                        "multiplier of the exponential backoff is %s; allowed is 1.0 or more"
                                .formatted(multiplier));
            }
        }

        @Override
        public Duration delayAfter(int failedAttempts) {
            requireAttempts(failedAttempts);
            // In floating point: overflow is infinity, which the cap then bounds.
            double nanos = first.toNanos() * Math.pow(multiplier, failedAttempts - 1.0);
            return nanos >= cap.toNanos() ? cap : Duration.ofNanos((long) nanos);
        }
    }

    private static void requireAttempts(int failedAttempts) {
        if (failedAttempts < 1) {
            throw new IllegalArgumentException(
                    "failedAttempts is %d; allowed is 1 or more".formatted(failedAttempts));
        }
    }

    private static void requireDelay(String name, Duration delay) {
        if (delay.isZero() || delay.isNegative() || delay.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "%s is %s; allowed is more than zero and at most %s"
                            .formatted(name, delay, LONGEST));
        }
    }
}
