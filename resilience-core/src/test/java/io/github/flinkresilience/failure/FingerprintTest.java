// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    /** People look for yesterday's fingerprints tomorrow: never change this one. */
    @Test
    void shouldStayTheSameForEver() {
        Exception inner = new NumberFormatException("any");
        inner.setStackTrace(
                new StackTraceElement[] {
                    new StackTraceElement("java.lang.Integer", "parseInt", "Integer.java", 668),
                    new StackTraceElement("com.acme.Order", "parse", "Order.java", 12),
                    new StackTraceElement("com.acme.Job", "main", "Job.java", 34)
                });

        assertThat(Failure.fingerprintOf(new IllegalStateException("any", inner)))
                .isEqualTo("00c6224d37f13c4e");
    }

    @Test
    void shouldNotDependOnMessageOrLine() {
        String first = fingerprint(1);
        String second = fingerprint(2);

        assertThat(first).isEqualTo(second).matches("[0-9a-f]{16}");
    }

    @Test
    void shouldTellPlacesClassesAndWrappersApart() {
        Exception failure = new IllegalStateException();

        assertThat(Assertions.catchThrowable(this::elsewhere))
                .extracting(Failure::fingerprintOf)
                .isNotEqualTo(Failure.fingerprintOf(failure));
        assertThat(Failure.fingerprintOf(new IOException()))
                .isNotEqualTo(Failure.fingerprintOf(failure));
        assertThat(Failure.fingerprintOf(new RuntimeException(failure)))
                .isNotEqualTo(Failure.fingerprintOf(failure));
    }

    /** The innermost frame is the parser's: the first one of the user's own tells jobs apart. */
    @Test
    void shouldLookForTheFirstFrameOfUserCode() {
        Throwable here = Assertions.catchThrowable(() -> new ObjectMapper().readTree("{"));
        Throwable there = Assertions.catchThrowable(FingerprintTest::parseElsewhere);

        assertThat(Failure.fingerprintOf(here)).isNotEqualTo(Failure.fingerprintOf(there));
    }

    @Test
    void shouldDoWithoutFrames() {
        Exception traceless = new IllegalStateException();
        traceless.setStackTrace(new StackTraceElement[0]);

        assertThat(Failure.fingerprintOf(traceless)).matches("[0-9a-f]{16}");
    }

    private static String fingerprint(int order) {
        if (order == 1) {
            return Failure.fingerprintOf(new IllegalStateException("order 1"));
        }
        return Failure.fingerprintOf(new IllegalStateException("order 2"));
    }

    private void elsewhere() {
        throw new IllegalStateException();
    }

    private static void parseElsewhere() throws IOException {
        new ObjectMapper().readTree("{");
    }
}
