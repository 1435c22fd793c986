// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deserialization;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** T1: what fails downstream is not the deserializer's failure. */
class TrapT01DownstreamFailureTest {

    @Test
    void shouldLetADownstreamFailureEscape() throws Exception {
        downstreamFailureEscapes(Wrapping::ours);
    }

    @Test
    void shouldSeeTheRecordLostByCodeThatCatchesAroundTheCollector() {
        assertThatThrownBy(() -> downstreamFailureEscapes(Wrapping::catchException))
                .isInstanceOf(AssertionError.class);
    }

    private static void downstreamFailureEscapes(Wrapping wrapping) throws Exception {
        RunningDeserializer<Decoded<String>> running = wrapping.around(Schemas.statements());

        assertThatThrownBy(
                        () ->
                                running.read(
                                        Wrapping.utf8("a;"),
                                        result -> {
                                            if (result.value().isPresent()) {
                                                throw new IllegalStateException("downstream");
                                            }
                                        }))
                .hasMessage("downstream");
    }
}
