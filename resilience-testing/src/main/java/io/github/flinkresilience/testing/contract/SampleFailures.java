// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.contract;

import io.github.flinkresilience.failure.PoisonPillException;
import io.github.flinkresilience.failure.TransientException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javax.annotation.Nullable;
import org.apache.flink.util.FlinkException;
import org.apache.flink.util.FlinkRuntimeException;

/** Failures that every classifier may meet. */
final class SampleFailures {

    private static final int DEEP = 100_000;

    private SampleFailures() {}

    static List<Throwable> ordinary() {
        return List.of(
                new IllegalArgumentException("no number: tea"),
                new NullPointerException(),
                new NumberFormatException(null),
                new IOException("end of input"),
                new SocketTimeoutException("read timed out"),
                new ConnectException("refused"),
                new TimeoutException(),
                new SQLException("connection lost", "08006"),
                new SQLException("no state"),
                new PoisonPillException("unreadable"),
                new TransientException("busy", new IOException("503")));
    }

    static List<Throwable> ofTheProcess() {
        return List.of(
                new OutOfMemoryError("heap"),
                new StackOverflowError(),
                new NoClassDefFoundError("Order"),
                new AssertionError("cannot be"),
                new FlinkException("checkpoint"),
                new FlinkRuntimeException("state"));
    }

    /** Exceptions whose own methods do not do what exceptions' methods do. */
    static List<Throwable> hostile() {
        return List.of(new Speechless(), new Linked("without message", null));
    }

    static Throwable cycle() {
        Linked first = new Linked("first", null);
        first.next = new Linked("second", first);
        return first;
    }

    static Throwable itself() {
        Linked self = new Linked("self", null);
        self.next = self;
        return self;
    }

    static Throwable deep() {
        Linked chain = new Linked("bottom", null);
        for (int i = 0; i < DEEP; i++) {
            chain = new Linked("link", chain);
        }
        return chain;
    }

    /** A cheap exception whose cause can be set to anything. */
    private static final class Linked extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Nullable private Throwable next;

        Linked(String message, @Nullable Throwable next) {
            super(message, null, false, false);
            this.next = next;
        }

        @Override
        @Nullable
        public synchronized Throwable getCause() {
            return next;
        }
    }

    /** Nothing can be learned from it but its class. */
    @SuppressWarnings("OverrideThrowableToString") // that is what is wrong with it
    private static final class Speechless extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }

        @Override
        public synchronized Throwable getCause() {
            throw new IllegalStateException("no cause");
        }

        @Override
        public String toString() {
            throw new IllegalStateException("no text");
        }

        @Override
        public boolean equals(@Nullable Object other) {
            throw new IllegalStateException("no equality");
        }

        @Override
        public int hashCode() {
            throw new IllegalStateException("no hash");
        }
    }
}
