// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.failure;

import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.Set;
import org.apache.flink.annotation.Internal;

/**
 * The failures that nobody may handle, whatever a classifier says: they belong to the task, not to
 * the record. Swallowing one of them loses records or leaves a task that cannot be cancelled.
 *
 * <p>Flink wraps cancellation and interruption on their way through chained operators, so the whole
 * cause chain counts. Classes that moved between Flink's lines, or that core does not know, are
 * matched by name.
 */
@Internal
public final class EscapingFailures {
    private static final Set<String> NAMES =
            Set.of(
                    "org.apache.kafka.common.errors.InterruptException",
                    "org.apache.kafka.common.errors.WakeupException",
                    "org.rocksdb.RocksDBException",
                    "org.forstdb.RocksDBException",
                    "io.github.flinkresilience.deadletter.UncopyableResultException");

    private static final Set<String> SIMPLE_NAMES =
            Set.of(
                    "ExceptionInChainedOperatorException",
                    "CancelTaskException",
                    "MailboxClosedException");

    private static final List<String> PACKAGES =
            List.of(
                    "org.apache.flink.runtime.",
                    "org.apache.flink.streaming.runtime.",
                    "org.apache.flink.contrib.streaming.state.",
                    "org.apache.flink.state.");

    private EscapingFailures() {}

    /** Whether the failure, or one of its causes, has to fail the task. Never blocks. */
    public static boolean includes(Throwable failure) {
        for (Throwable cause : CauseChain.of(failure)) {
            if (escapes(cause)) {
                return true;
            }
        }
        return false;
    }

    private static boolean escapes(Throwable cause) {
        return cause instanceof InterruptedException
                || cause instanceof ClosedByInterruptException
                || cause instanceof LinkageError
                || (cause instanceof VirtualMachineError && !(cause instanceof StackOverflowError))
                || escapesByName(cause.getClass());
    }

    private static boolean escapesByName(Class<?> type) {
        for (Class<?> next = type; next != null; next = next.getSuperclass()) {
            String name = next.getName();
            if (NAMES.contains(name) || name.equals("java.lang.ThreadDeath")) {
                return true;
            }
            if (name.startsWith("org.apache.flink.")
                    && (SIMPLE_NAMES.contains(next.getSimpleName())
                            || PACKAGES.stream().anyMatch(name::startsWith))) {
                return true;
            }
        }
        return false;
    }
}
