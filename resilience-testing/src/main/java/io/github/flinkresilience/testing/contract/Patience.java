// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.contract;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls code that may never return: on a thread of its own, which is interrupted and left. */
final class Patience {

    private Patience() {}

    /**
     * Calls it.
     *
     * @return what it returns
     * @throws AssertionError if it has not ended by the deadline; it says where it was
     * @throws Exception what it throws, errors included
     */
    static <V> V within(Duration deadline, String what, Callable<V> call) throws Exception {
        CompletableFuture<V> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> complete(result, call), "contract: " + what);
        thread.setDaemon(true);
        thread.start();
        try {
            return result.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            AssertionError endless =
                    Broken.contract(
                            what + " has not ended within " + deadline,
                            "find the loop or the wait in the stack trace of the cause, and bound it.",
                            e);
            e.setStackTrace(thread.getStackTrace());
            thread.interrupt();
            throw endless;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof Exception exception ? exception : e;
        }
    }

    private static <V> void complete(CompletableFuture<V> result, Callable<V> call) {
        try {
            result.complete(call.call());
        } catch (Throwable failure) {
            result.completeExceptionally(failure);
        }
    }
}
