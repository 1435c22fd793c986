// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.failure;

import java.io.Serializable;
import java.util.Objects;
import org.apache.flink.annotation.PublicEvolving;

/**
 * Decides what a failure means. A pure function over the failure and its causes: it neither blocks
 * nor throws, holds no mutable state, and is used by many task threads at once.
 *
 * <p>Failures that must fail the task (interruption, cancellation, what downstream operators throw,
 * {@link OutOfMemoryError}) never reach a classifier.
 *
 * <pre>{@code
 * FailureClassifier.defaults()
 *         .treating(StackOverflowError.class, FailureKind.POISON)
 *         .treating(LedgerBusyException.class, FailureKind.TRANSIENT);
 * }</pre>
 */
@PublicEvolving
@FunctionalInterface
public interface FailureClassifier extends Serializable {

    /** What the failure means for its record. */
    FailureKind classify(Throwable failure);

    /**
     * The default, over the whole cause chain: {@link PoisonPillException} and {@link
     * TransientException} mean what they say, the outer one wins; {@link Error}s and Flink's own
     * exceptions are fatal; {@link java.net.SocketException}, {@link
     * java.net.UnknownHostException}, the timeouts of sockets, HTTP client and {@code
     * java.util.concurrent}, {@link java.sql.SQLTransientException}, {@link
     * java.sql.SQLRecoverableException}, SQL states of lost connections (08) and Kafka's {@code
     * RetriableException} are transient; everything else is poison. An {@link java.io.IOException}
     * alone is poison: Jackson's parse failures are ones. A service that answers 503 is known to
     * its client only: declare its exception with {@link #treating}, or throw {@link
     * TransientException}.
     */
    static FailureClassifier defaults() {
        return DefaultFailureClassifier.INSTANCE;
    }

    /**
     * This classifier, except that a failure with a cause of the given type (or a subtype) is of
     * the given kind. The last exception declared is asked first. Causes of a {@link
     * PoisonPillException} or {@link TransientException} do not count: those mean what they say.
     */
    default FailureClassifier treating(Class<? extends Throwable> type, FailureKind kind) {
        return new DeclaredFailure(type, kind, this);
    }

    /** One declared exception to another classifier. */
    record DeclaredFailure(
            Class<? extends Throwable> type, FailureKind kind, FailureClassifier otherwise)
            implements FailureClassifier {
        public DeclaredFailure {
            Objects.requireNonNull(type, "type of the failure to classify");
            Objects.requireNonNull(kind, "kind of the failure to classify");
            Objects.requireNonNull(otherwise, "classifier to extend");
        }

        @Override
        public FailureKind classify(Throwable failure) {
            for (Throwable cause : CauseChain.of(failure)) {
                if (type.isInstance(cause)) {
                    return kind;
                }
                // User code has said what it means: what caused it does not matter.
                if (cause instanceof PoisonPillException || cause instanceof TransientException) {
                    break;
                }
            }
            return otherwise.classify(failure);
        }
    }
}
