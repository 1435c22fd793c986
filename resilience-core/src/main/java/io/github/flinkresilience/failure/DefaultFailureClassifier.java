// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.failure;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** See {@link FailureClassifier#defaults()}. */
enum DefaultFailureClassifier implements FailureClassifier {
    INSTANCE;

    private static final List<Class<? extends Exception>> TRANSIENT =
            List.of(
                    SocketException.class,
                    SocketTimeoutException.class,
                    UnknownHostException.class,
                    HttpTimeoutException.class,
                    TimeoutException.class,
                    SQLTransientException.class,
                    SQLRecoverableException.class);

    private static final String KAFKA_RETRIABLE =
            "org.apache.kafka.common.errors.RetriableException";

    // Third-party code that Flink relocates, its formats and types: their failures are the
    // record's.
    private static final List<String> NOT_FLINKS_OWN =
            List.of(
                    "org.apache.flink.shaded.",
                    "org.apache.flink.formats.",
                    "org.apache.flink.types.");

    @Override
    public FailureKind classify(Throwable failure) {
        List<Throwable> chain = CauseChain.of(failure);
        for (Throwable cause : chain) {
            if (cause instanceof PoisonPillException) {
                return FailureKind.POISON;
            }
            if (cause instanceof TransientException) {
                return FailureKind.TRANSIENT;
            }
        }
        if (chain.stream().anyMatch(DefaultFailureClassifier::isFatal)) {
            return FailureKind.FATAL;
        }
        return chain.stream().anyMatch(DefaultFailureClassifier::isTransient)
                ? FailureKind.TRANSIENT
                : FailureKind.POISON;
    }

    private static boolean isFatal(Throwable cause) {
        if (cause instanceof Error) {
            return true;
        }
        String name = cause.getClass().getName();
        return name.startsWith("org.apache.flink.")
                && NOT_FLINKS_OWN.stream().noneMatch(name::startsWith);
    }

    private static boolean isTransient(Throwable cause) {
        return TRANSIENT.stream().anyMatch(type -> type.isInstance(cause))
                || isLostConnection(cause)
                || isKafkaRetriable(cause.getClass());
    }

    // Class 08 of the SQL standard: connection exceptions.
    private static boolean isLostConnection(Throwable cause) {
        return cause instanceof SQLException sql
                && sql.getSQLState() != null
                && sql.getSQLState().startsWith("08");
    }

    private static boolean isKafkaRetriable(Class<?> type) {
        for (Class<?> next = type; next != null; next = next.getSuperclass()) {
            if (next.getName().equals(KAFKA_RETRIABLE)) {
                return true;
            }
        }
        return false;
    }
}
