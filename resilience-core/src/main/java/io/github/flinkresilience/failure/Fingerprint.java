// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.failure;

import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.annotation.Nullable;

/** Names a kind of failure: 64-bit FNV-1a over its exception classes and first user frame. */
final class Fingerprint {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private static final List<String> NOT_USER_CODE =
            List.of(
                    "java.",
                    "javax.",
                    "jdk.",
                    "sun.",
                    "org.apache.flink.",
                    "org.apache.kafka.",
                    "com.fasterxml.jackson.");

    private Fingerprint() {}

    static String of(Throwable failure) {
        long hash = FNV_OFFSET;
        for (Throwable cause : CauseChain.of(failure)) {
            hash = mix(hash, cause.getClass().getName());
        }
        StackTraceElement frame = firstUserFrame(FailureText.framesOf(CauseChain.root(failure)));
        if (frame != null) {
            hash = mix(hash, frame.getClassName() + '#' + frame.getMethodName());
        }
        return "%016x".formatted(hash);
    }

    @Nullable
    private static StackTraceElement firstUserFrame(StackTraceElement[] frames) {
        for (StackTraceElement frame : frames) {
            if (NOT_USER_CODE.stream().noneMatch(frame.getClassName()::startsWith)) {
                return frame;
            }
        }
        return frames.length == 0 ? null : frames[0];
    }

    private static long mix(long hash, String text) {
        long mixed = hash;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            mixed = (mixed ^ (b & 0xff)) * FNV_PRIME;
        }
        // Keeps ("ab", "c") and ("a", "bc") apart.
        return (mixed ^ 0xff) * FNV_PRIME;
    }
}
