// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deserialization;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** T2: a cancellation is not the record's failure, however deep it is wrapped. */
class TrapT02WrappedInterruptTest {

    @Test
    void shouldLetAWrappedInterruptEscape() throws Exception {
        interruptEscapes(Wrapping::ours);
    }

    @Test
    void shouldSeeADeadLetterOfACancellationByCodeThatCatchesEverything() {
        assertThatThrownBy(() -> interruptEscapes(Wrapping::catchException))
                .isInstanceOf(AssertionError.class);
    }

    private static void interruptEscapes(Wrapping wrapping) throws Exception {
        RunningDeserializer<Decoded<String>> running =
                wrapping.around(
                        Schemas.text(
                                message -> {
                                    throw new IOException(
                                            new IllegalStateException(
                                                    new InterruptedException("canceled")));
                                }));

        assertThatThrownBy(() -> running.read(Wrapping.utf8("text")))
                .hasRootCauseInstanceOf(InterruptedException.class);
    }
}
