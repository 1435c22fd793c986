// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import io.github.flinkresilience.failure.Failure;
import io.github.flinkresilience.metrics.ResilienceMetrics;
import java.nio.charset.StandardCharsets;
import org.apache.flink.annotation.Internal;

/** Writes the dead letters of one operator instance, counts them and logs them. Not thread-safe. */
@Internal
public final class DeadLetterWriter {
    private final OperatorInfo operator;
    private final FailurePolicy policy;
    private final Ledger ledger;
    private final FailureLog log;
    private final boolean skipping;

    private DeadLetterWriter(
            OperatorInfo operator, FailurePolicy policy, Ledger ledger, boolean skipping) {
        this.operator = operator;
        this.policy = policy;
        this.ledger = ledger;
        this.skipping = skipping;
        this.log = new FailureLog(operator, skipping);
    }

    /** A writer for an operator instance that emits its dead letters. */
    public static DeadLetterWriter burying(
            OperatorInfo operator, FailurePolicy policy, Ledger ledger) {
        return new DeadLetterWriter(operator, policy, ledger, false);
    }

    /** A writer for an operator instance that skips failed records, counts and logs them. */
    public static DeadLetterWriter skipping(
            OperatorInfo operator, FailurePolicy policy, Ledger ledger) {
        return new DeadLetterWriter(operator, policy, ledger, true);
    }

    ResilienceMetrics metrics() {
        return ledger.metrics();
    }

    <I> DeadLetter write(
            I input,
            Step<I> step,
            Throwable exception,
            FailedAttempts attempts,
            int discarded,
            int emitted) {
        Step.Subject subject = describe(input, step, exception);
        Failure failure = Failure.of(exception, policy.effectiveDetail());
        DeadLetter letter =
                new DeadLetter(
                        idOf(subject),
                        subject.stage(),
                        subject.payload(),
                        subject.key(),
                        subject.origin(),
                        operator,
                        failure,
                        attempts,
                        subject.eventTime(),
                        subject.watermark(),
                        subject.timer(),
                        discarded,
                        emitted,
                        0);
        if (skipping) {
            metrics().skipped();
        } else {
            ledger.dead(subject.stage());
            metrics().dead(subject.stage().name(), errorClass(exception));
        }
        log.failed(letter);
        return letter;
    }

    /** What identifies the record in an error message; never throws. */
    <I> String name(I input, Step<I> step) {
        try {
            Step.Subject subject = step.describe(input);
            return "the record at %s (key %s) in %s"
                    .formatted(subject.origin(), subject.key(), operator);
        } catch (Exception undescribable) {
            return "a record that cannot be encoded (%s) in %s".formatted(undescribable, operator);
        }
    }

    // An anonymous class has no simple name, and an empty label is none.
    private static String errorClass(Throwable exception) {
        Class<?> type = exception.getClass();
        return (type.isAnonymousClass() ? type.getSuperclass() : type).getSimpleName();
    }

    void logFatal(String record, Throwable failure) {
        log.fatal(record, failure);
    }

    private <I> Step.Subject describe(I input, Step<I> step, Throwable exception) {
        try {
            return step.describe(input);
        } catch (Exception unencodable) {
            IllegalStateException failure =
                    new IllegalStateException(
                            "A failed record in %s cannot be encoded for its dead letter, so the job fails: nothing is thrown away. Give the wrapper a PayloadEncoder that encodes every record."
                                    .formatted(operator),
                            unencodable);
            failure.addSuppressed(exception);
            throw failure;
        }
    }

    // The same for a record that a restart repeats, where its origin is known; else unique.
    private String idOf(Step.Subject subject) {
        String place = subject.origin().isKnown() ? subject.origin().toString() : ledger.place();
        String name = operator.uid() != null ? operator.uid() : operator.name();
        String text =
                String.join(
                        "|",
                        name,
                        subject.stage().name(),
                        place,
                        subject.payload().sha256(),
                        subject.key() == null ? "" : subject.key().sha256(),
                        String.valueOf(subject.timer()));
        return Payload.hash(text.getBytes(StandardCharsets.UTF_8)).substring(0, 32);
    }
}
