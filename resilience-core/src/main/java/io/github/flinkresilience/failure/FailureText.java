// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.failure;

import java.util.List;
import javax.annotation.Nullable;

/** Renders a cause chain as text within bounds, stopping where the bound is reached. */
final class FailureText {
    private static final int LONGEST_MESSAGE = 2_048;
    private static final int MOST_CAUSES = 16;
    private static final String CUT = "...";

    private final List<Throwable> chain;
    private final FailureDetail detail;

    FailureText(List<Throwable> chain, FailureDetail detail) {
        this.chain = chain;
        this.detail = detail;
    }

    @Nullable
    String message(Throwable exception) {
        if (!detail.messages()) {
            return null;
        }
        try {
            String message = exception.getMessage();
            return message == null ? null : cut(message, LONGEST_MESSAGE);
        } catch (RuntimeException broken) {
            return "(its message cannot be read: " + broken.getClass().getName() + ")";
        }
    }

    List<String> causes() {
        return chain.stream().limit(MOST_CAUSES).map(this::headline).toList();
    }

    String stackTrace() {
        if (detail.maxStackTrace() == 0) {
            return "";
        }
        StringBuilder text = new StringBuilder(512);
        for (Throwable exception : chain) {
            text.append(text.isEmpty() ? "" : "Caused by: ")
                    .append(headline(exception))
                    .append('\n');
            appendFrames(exception, text);
            if (text.length() > detail.maxStackTrace()) {
                break;
            }
        }
        return cut(text.toString(), detail.maxStackTrace());
    }

    static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        String mark = longest > CUT.length() ? CUT : "";
        int end = longest - mark.length();
        // Half a surrogate pair cannot be encoded: it would come back as a question mark.
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + mark;
    }

    private void appendFrames(Throwable exception, StringBuilder text) {
        for (StackTraceElement frame : exception.getStackTrace()) {
            text.append("\tat ").append(frame).append('\n');
            if (text.length() > detail.maxStackTrace()) {
                return;
            }
        }
    }

    private String headline(Throwable exception) {
        String message = message(exception);
        String name = exception.getClass().getName();
        return message == null ? name : name + ": " + message;
    }
}
