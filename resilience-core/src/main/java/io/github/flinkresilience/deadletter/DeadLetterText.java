// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import java.util.StringJoiner;
import java.util.stream.Collectors;

/** A dead letter as a person wants to read it. */
final class DeadLetterText {
    private DeadLetterText() {}

    static String describe(DeadLetter letter) {
        StringJoiner lines = new StringJoiner(System.lineSeparator());
        lines.add("dead letter " + letter.id());
        line(lines, "what", letter.stage() + " failed in " + letter.operator());
        line(lines, "from", letter.origin() + headers(letter));
        line(lines, "why", cause(letter));
        line(lines, "tries", tries(letter.attempts()));
        if (letter.timer() != null) {
            line(lines, "timer", letter.timer().domain() + " at " + letter.timer().timestamp());
        }
        if (letter.key() != null) {
            line(lines, "key", letter.key().toString());
        }
        if (letter.stage() != Stage.TIMER) {
            line(lines, "payload", letter.payload().toString());
        }
        if (letter.outputsDiscarded() + letter.outputsEmitted() > 0) {
            line(
                    lines,
                    "outputs",
                    letter.outputsDiscarded()
                            + " discarded, "
                            + letter.outputsEmitted()
                            + " already emitted");
        }
        return lines.toString();
    }

    private static void line(StringJoiner lines, String name, String text) {
        lines.add("  %-8s %s".formatted(name, text));
    }

    private static String cause(DeadLetter letter) {
        var causes = letter.failure().causes();
        String text =
                causes.isEmpty()
                        ? letter.failure().exceptionClass()
                        : causes.stream()
                                .map(DeadLetterText::firstLine)
                                .collect(Collectors.joining("; caused by "));
        return text + " [fingerprint " + letter.failure().fingerprint() + "]";
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private static String tries(FailedAttempts attempts) {
        return attempts.count() == 1
                ? "1, at " + attempts.firstTime()
                : attempts.count()
                        + ", from "
                        + attempts.firstTime()
                        + " to "
                        + attempts.lastTime();
    }

    private static String headers(DeadLetter letter) {
        var headers = letter.origin().headers();
        return headers.isEmpty() ? "" : ", headers " + headers;
    }
}
