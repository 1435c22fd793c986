// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessNotesTest {

    @TempDir private Path directory;

    @Test
    void shouldKeepIdsWhateverTheyAreMadeOf() throws Exception {
        String[] ids = {"a", "", "two\nlines", "back\\slash\\n", "\\\n", "漢🛒", "c r\r", "tab\t"};

        note(WitnessNotes.of("odd: /\\ name", directory), 0, 0, ids);

        assertThat(Witness.read("odd: /\\ name", directory)).map(Sighting::id).containsExactly(ids);
    }

    @Test
    void shouldNotOverwriteNotesOfAnEqualAttempt() throws Exception {
        WitnessNotes notes = WitnessNotes.of("decoded", directory);
        note(notes, 1, 0, "a", "b");
        note(notes, 1, 0, "b", "c");
        note(notes, 1, 1, "c");

        assertThat(Witness.read("decoded", directory))
                .map(Sighting::toString)
                .containsExactly(
                        "a (subtask-1-attempt-0-run-0@0)",
                        "b (subtask-1-attempt-0-run-0@1)",
                        "b (subtask-1-attempt-0-run-1@0)",
                        "c (subtask-1-attempt-0-run-1@1)",
                        "c (subtask-1-attempt-1-run-0@0)");
    }

    @Test
    void shouldLeaveOutTheLastLineWhenItIsTorn() throws Exception {
        WitnessNotes notes = WitnessNotes.of("decoded", directory);
        try (OutputStream file = notes.create(0, 0)) {
            file.write("1234\n12".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(notes.read()).map(Sighting::id).containsExactly("1234");
    }

    @Test
    void shouldKeepWitnessesOfOneDirectoryApart() throws Exception {
        note(WitnessNotes.of("decoded", directory), 0, 0, "a");
        note(WitnessNotes.of("charged", directory), 0, 0, "b");

        assertThat(Witness.read("charged", directory)).map(Sighting::id).isEqualTo(List.of("b"));
    }

    @Test
    void shouldSayThatThereAreNoNotesWhenThereAreNone() {
        assertThatThrownBy(() -> Witness.read("decoded", directory))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("notes of the witness decoded in " + directory);
    }

    private static void note(WitnessNotes notes, int subtask, int attempt, String... ids)
            throws Exception {
        try (OutputStream file = notes.create(subtask, attempt)) {
            for (String id : ids) {
                file.write(WitnessNotes.line(id));
            }
        }
    }
}
