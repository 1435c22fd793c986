// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.failure;

import java.util.List;
import java.util.Objects;
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
        } catch (RuntimeException | StackOverflowError broken) {
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
        StackTraceElement[] before = {};
        for (Throwable exception : chain) {
            StackTraceElement[] frames = framesOf(exception);
            text.append(text.isEmpty() ? "" : "Caused by: ")
                    .append(headline(exception))
                    .append('\n');
            appendFrames(frames, framesInCommon(frames, before), text);
            if (text.length() > detail.maxStackTrace()) {
                break;
            }
            before = frames;
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

    /** The frames of an exception; none when its own method fails. */
    static StackTraceElement[] framesOf(Throwable exception) {
        try {
            return Objects.requireNonNull(exception.getStackTrace(), "stack trace");
        } catch (RuntimeException broken) {
            return new StackTraceElement[0];
        }
    }

    private void appendFrames(StackTraceElement[] frames, int inCommon, StringBuilder text) {
        for (int i = 0; i < frames.length - inCommon; i++) {
            text.append("\tat ").append(frames[i]).append('\n');
            if (text.length() > detail.maxStackTrace()) {
                return;
            }
        }
        if (inCommon > 0) {
            text.append("\t... ").append(inCommon).append(" more\n");
        }
    }

    // Left out as the JVM does: a cause repeats the frames below it, and the bound is soon reached.
    private static int framesInCommon(StackTraceElement[] frames, StackTraceElement[] before) {
        int most = Math.min(frames.length, before.length);
        int common = 0;
        while (common < most
                && frames[frames.length - 1 - common].equals(before[before.length - 1 - common])) {
            common++;
        }
        return common;
    }

    private String headline(Throwable exception) {
        String message = message(exception);
        String name = exception.getClass().getName();
        return message == null ? name : name + ": " + message;
    }
}
