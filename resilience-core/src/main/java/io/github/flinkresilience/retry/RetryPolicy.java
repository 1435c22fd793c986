// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.retry;

import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;
import org.apache.flink.annotation.PublicEvolving;

/**
 * When and how often to try again after a transient failure. An immutable value.
 *
 * @param maxAttempts how often a record is tried in all, the first try included; at least 1
 * @param backoff the wait between two tries
 * @param maxTotalTime no further try starts once this much time has passed since the first failure
 * @param jitter which part of each wait is random, 0.0 to 1.0: a wait of 100 ms with a jitter of
 *     0.2 takes 80 to 100 ms
 */
@PublicEvolving
public record RetryPolicy(int maxAttempts, Backoff backoff, Duration maxTotalTime, double jitter)
        implements Serializable {

    /** One try, no retry. */
    public static final RetryPolicy NONE =
            new RetryPolicy(1, Backoff.none(), Duration.ofSeconds(1), 0.0);

    /** Three tries, 100 and 200 ms apart (a fifth of it random), within 10 s. */
    public static final RetryPolicy DEFAULT =
            new RetryPolicy(
                    3,
                    Backoff.exponential(Duration.ofMillis(100), Duration.ofSeconds(1)),
                    Duration.ofSeconds(10),
                    0.2);

    public RetryPolicy {
        Objects.requireNonNull(backoff, "backoff");
        Objects.requireNonNull(maxTotalTime, "maxTotalTime");
        if (maxAttempts < 1) {
            throw new IllegalArgumentException(
                    "maxAttempts is %d; allowed is 1 (no retry) or more".formatted(maxAttempts));
        }
        if (maxTotalTime.isZero()
                || maxTotalTime.isNegative()
                || maxTotalTime.compareTo(Backoff.LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "maxTotalTime is %s; allowed is more than zero and at most %s"
                            .formatted(maxTotalTime, Backoff.LONGEST));
        }
        if (!(jitter >= 0.0 && jitter <= 1.0)) {
            throw new IllegalArgumentException(
                    "jitter is %s; allowed is 0.0 to 1.0".formatted(jitter));
        }
    }

    /** So many tries in all, with this backoff, within 10 s, without jitter. */
    public static RetryPolicy of(int maxAttempts, Backoff backoff) {
        return new RetryPolicy(maxAttempts, backoff, DEFAULT.maxTotalTime(), 0.0);
    }

    /** A copy with another bound on the total time. */
    public RetryPolicy withMaxTotalTime(Duration time) {
        return new RetryPolicy(maxAttempts, backoff, time, jitter);
    }

    /** A copy with another random part of each wait. */
    public RetryPolicy withJitter(double part) {
        return new RetryPolicy(maxAttempts, backoff, maxTotalTime, part);
    }

    /**
     * The longest that one record can hold up its task, but for its last try: that takes as long as
     * the user code does.
     */
    public Duration longestHold() {
        return maxAttempts == 1 ? Duration.ZERO : maxTotalTime;
    }
}
