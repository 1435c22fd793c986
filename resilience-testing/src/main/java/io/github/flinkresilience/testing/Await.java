// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waiting with a deadline, for conditions that a real broker or cluster brings about.
 *
 * <p>Every method blocks the calling thread. An interrupt ends the wait with a {@link
 * CompletionException} and leaves the thread's interrupt flag set.
 */
public final class Await {

    private static final Duration POLL = Duration.ofMillis(20);

    private Await() {}

    /**
     * Polls a condition until it holds.
     *
     * @param what the condition in words, for the error message
     * @param deadline how long to wait at most
     * @param condition asked about every 20 ms; what it throws counts as "not yet"
     * @throws AssertionError if the deadline passes first; the last thing that the condition threw
     *     is its cause
     */
    public static void until(String what, Duration deadline, Callable<Boolean> condition) {
        long end = System.nanoTime() + deadline.toNanos();
        Exception last = null;
        do {
            try {
                if (condition.call()) {
                    return;
                }
                last = null;
            } catch (Exception e) {
                last = e;
            }
            pause(what);
        } while (System.nanoTime() < end);
        throw new AssertionError("not within " + deadline + ": " + what, last);
    }

    /**
     * Waits for a future.
     *
     * @param what the future's result in words, for the error message
     * @param deadline how long to wait at most
     * @return what the future completed with
     * @throws AssertionError if the deadline passes first
     * @throws CompletionException if the future fails; the failure is its cause
     */
    public static <T> T result(String what, Duration deadline, Future<T> future) {
        try {
            return future.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw interrupted(what, e);
        } catch (ExecutionException e) {
            throw new CompletionException("failed: " + what, e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("not within " + deadline + ": " + what, e);
        }
    }

    private static void pause(String what) {
        try {
            TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
        } catch (InterruptedException e) {
            throw interrupted(what, e);
        }
    }

    private static CompletionException interrupted(String what, InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new CompletionException("interrupted while waiting for: " + what, cause);
    }
}
