// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.util.ExceptionUtils;
import org.apache.flink.util.OutputTag;

/**
 * What the obvious functions have in common. Every line of it is a trap.
 *
 * @param tries how often a record is tried
 * @param pause the wait between two tries
 * @param buffered whether results are kept in a list until the function returns
 */
record ObviousCatch(Class<? extends Throwable> caught, int tries, Duration pause, boolean buffered)
        implements Serializable {
    static final OutputTag<String> TAG = new OutputTag<>("obvious-dead-letters", Types.STRING);

    /** A call of user code. */
    interface Call {
        void run() throws Exception;
    }

    void run(Object record, Call userCode, Consumer<String> deadLetters) throws Exception {
        for (int tried = 1; ; tried++) {
            try {
                userCode.run();
                return;
            } catch (Throwable failure) {
                if (!caught.isInstance(failure)) {
                    ExceptionUtils.rethrowException(failure);
                }
            }
            if (tried == tries) {
                deadLetters.accept(String.valueOf(record));
                return;
            }
            waitForNextTry();
        }
    }

    private void waitForNextTry() {
        try {
            // Nobody counts down: it stands for a sleep.
            boolean unused = new CountDownLatch(1).await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException ignored) {
            // As in much code that retries: the next try follows at once.
        }
    }
}
