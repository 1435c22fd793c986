// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.failure;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import javax.annotation.Nullable;
import org.apache.flink.annotation.PublicEvolving;

/**
 * An exception as plain text: safe to ship, to store and to read without its class.
 *
 * @param exceptionClass class name of the exception that user code threw
 * @param message its message, capped; null when it had none or messages are not kept
 * @param stackTrace its stack trace and those of its causes, capped; without frames where there
 *     were none (the JVM drops those of exceptions that it throws often, see {@code
 *     -XX:-OmitStackTraceInFastThrow})
 * @param causes {@code class: message} of the exception and its causes, outermost first, capped
 * @param fingerprint sixteen hexadecimal digits, the same for failures of the same kind: made from
 *     the exception classes of the chain and the first frame of user code at its root, without line
 *     number and message
 */
@PublicEvolving
public record Failure(
        String exceptionClass,
        @Nullable String message,
        String stackTrace,
        List<String> causes,
        String fingerprint)
        implements Serializable {

    public Failure {
        Objects.requireNonNull(exceptionClass, "exceptionClass");
        Objects.requireNonNull(stackTrace, "stackTrace");
        Objects.requireNonNull(fingerprint, "fingerprint");
        causes = List.copyOf(causes);
    }

    /** Describes the exception in default detail. */
    public static Failure of(Throwable exception) {
        return of(exception, FailureDetail.DEFAULT);
    }

    /** Describes the exception; never throws, not even when the exception's own methods do. */
    public static Failure of(Throwable exception, FailureDetail detail) {
        FailureText text = new FailureText(CauseChain.of(exception), detail);
        return new Failure(
                exception.getClass().getName(),
                text.message(exception),
                text.stackTrace(),
                text.causes(),
                Fingerprint.of(exception));
    }

    /** The fingerprint of an exception, see {@link #fingerprint()}. */
    public static String fingerprintOf(Throwable exception) {
        return Fingerprint.of(exception);
    }

    /** A copy with the stack trace cut to the given number of characters. */
    public Failure withStackTraceCutTo(int characters) {
        return new Failure(
                exceptionClass,
                message,
                FailureText.cut(stackTrace, characters),
                causes,
                fingerprint);
    }

    /**
     * A copy without stack trace, with so many causes at most, each text cut to so many characters.
     */
    public Failure withTextsCutTo(int characters, int mostCauses) {
        return new Failure(
                exceptionClass,
                message == null ? null : FailureText.cut(message, characters),
                "",
                causes.stream()
                        .limit(mostCauses)
                        .map(cause -> FailureText.cut(cause, characters))
                        .toList(),
                fingerprint);
    }

    /** A copy that keeps the exception class and the fingerprint only. */
    public Failure withoutDetails() {
        return new Failure(exceptionClass, null, "", List.of(), fingerprint);
    }
}
