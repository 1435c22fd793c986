// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deserialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** T6: a dead letter and half of the record's results. */
class TrapT06HalfARecordTest {

    @Test
    void shouldEmitEitherResultsOrADeadLetter() throws Exception {
        emitsEitherResultsOrADeadLetter(Wrapping::ours);
    }

    @Test
    void shouldSeeBothByCodeThatEmitsAtOnce() {
        assertThatThrownBy(() -> emitsEitherResultsOrADeadLetter(Wrapping::catchIOException))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("value a");
    }

    private static void emitsEitherResultsOrADeadLetter(Wrapping wrapping) throws Exception {
        RunningDeserializer<Decoded<String>> running = wrapping.around(Schemas.statements());

        List<Decoded<String>> results = running.read(Wrapping.utf8("a;b;c"));

        assertThat(results).hasSize(1).allMatch(decoded -> decoded.deadLetter().isPresent());
    }
}
