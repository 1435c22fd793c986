// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deserialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** T16: null for bytes that could not be read is a silent skip; null for a tombstone is not. */
class TrapT16NullForBytesTest {

    @Test
    void shouldMakeADeadLetterOfNullUnlessForATombstone() throws Exception {
        tellsFailuresFromTombstones(Wrapping::ours);
    }

    @Test
    void shouldSeeTheRecordLostByCodeThatWaitsForExceptions() {
        assertThatThrownBy(() -> tellsFailuresFromTombstones(Wrapping::catchException))
                .isInstanceOf(AssertionError.class);
    }

    private static void tellsFailuresFromTombstones(Wrapping wrapping) throws Exception {
        RunningDeserializer<Decoded<String>> running =
                wrapping.around(Schemas.text(message -> null));

        assertThat(running.read(null)).isEmpty();
        List<Decoded<String>> unreadable = running.read(Wrapping.utf8("unreadable"));
        assertThat(unreadable).hasSize(1).allMatch(decoded -> decoded.deadLetter().isPresent());
    }
}
