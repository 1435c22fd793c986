// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.retry;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import org.apache.flink.annotation.PublicEvolving;

/**
 * Carries out a {@link RetryPolicy} on the calling thread: counts the failed attempts of one record
 * at a time, and waits between them.
 *
 * <p>It blocks the task: no barrier, timer or cancellation passes while it waits, so the policy
 * bounds the wait by attempts and by time. Interruption ends it at once. Not thread-safe: one for
 * each operator instance.
 */
@PublicEvolving
public final class Retrier {
    private final RetryPolicy policy;
    private final RetryClock clock;
    private final DoubleSupplier random;

    private int failedAttempts;
    private long firstFailure;

    private Retrier(RetryPolicy policy, RetryClock clock, DoubleSupplier random) {
        this.policy = Objects.requireNonNull(policy, "policy");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.random = random;
    }

    /** A retrier by the machine's clock. */
    public static Retrier of(RetryPolicy policy) {
        return of(policy, RetryClock.system());
    }

    /** A retrier by the given clock. */
    public static Retrier of(RetryPolicy policy, RetryClock clock) {
        return of(policy, clock, () -> ThreadLocalRandom.current().nextDouble());
    }

    static Retrier of(RetryPolicy policy, RetryClock clock, DoubleSupplier random) {
        return new Retrier(policy, clock, random);
    }

    /** Forgets the attempts of the previous record. */
    public void reset() {
        failedAttempts = 0;
    }

    /**
     * Counts a failed attempt.
     *
     * @return how many have failed since {@link #reset()}
     */
    public int attemptFailed() {
        if (failedAttempts == 0) {
            firstFailure = clock.nanoTime();
        }
        failedAttempts++;
        return failedAttempts;
    }

    /**
     * Waits for the next attempt, if there is to be one. A wait that would pass the total time is
     * not begun.
     *
     * @return false when the retries are spent: by number or by time
     * @throws InterruptedException when the task is cancelled meanwhile; the record is then neither
     *     done nor dead, and the exception has to escape
     */
    public boolean awaitNextAttempt() throws InterruptedException {
        if (failedAttempts >= policy.maxAttempts()) {
            return false;
        }
        Duration wait = jittered(policy.backoff().delayAfter(failedAttempts));
        Duration passed = Duration.ofNanos(clock.nanoTime() - firstFailure);
        if (passed.plus(wait).compareTo(policy.maxTotalTime()) > 0) {
            return false;
        }
        clock.sleep(wait);
        return true;
    }

    private Duration jittered(Duration wait) {
        double part = 1.0 - policy.jitter() * random.getAsDouble();
        return Duration.ofNanos((long) (wait.toNanos() * part));
    }
}
