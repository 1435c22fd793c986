// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunDirectoryTest {

    @TempDir private Path directory;

    @Test
    void shouldOrderRunsByVersionThenStart() throws IOException {
        for (String flink : new String[] {"2.10.0", "2.3.0", "1.20.5"}) {
            MadeUpRun.quiet(flink).write(directory);
        }

        assertThat(RunDirectory.read(directory))
                .extracting(ChaosRun::flink)
                .containsExactly("1.20.5", "2.3.0", "2.10.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "[]",
                "no JSON",
                "{\"name\":\"orders\",\"unknown\":1}",
                "{\"name\":\"a\",\"flink\":\"1\",\"seed\":null}"
            })
    void shouldNameTheFileWhenItIsNoRun(String content) throws IOException {
        MadeUpRun.quiet("1.20.5").write(directory);
        Path broken = Files.writeString(directory.resolve("zzz.json"), content);

        assertThatThrownBy(() -> RunDirectory.read(directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not a whole chaos run")
                .hasMessageContaining(broken.toString());
    }

    @Test
    void shouldNameTheFileWhenItIsCutOffAnywhere() throws IOException {
        Path file = MadeUpRun.quiet("1.20.5").write(directory);
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));

            assertThatThrownBy(() -> RunDirectory.read(directory))
                    .hasMessageContaining(file.toString());
        }
    }

    @Test
    void shouldNameTheFileWhenSomethingFollowsTheRun() throws IOException {
        Path file = MadeUpRun.quiet("1.20.5").write(directory);
        Files.writeString(file, Files.readString(file) + "{}");

        assertThatThrownBy(() -> RunDirectory.read(directory))
                .hasMessageContaining(file.toString());
    }

    @Test
    void shouldLeaveOtherFilesAlone() throws IOException {
        Files.writeString(directory.resolve("run.tmp"), "half");
        Files.writeString(directory.resolve("chaos-report.html"), "page");
        MadeUpRun.quiet("1.20.5").write(directory);

        assertThat(RunDirectory.read(directory)).hasSize(1);
    }

    @Test
    void shouldSayThatThereAreNoRunsWhenThereAreNone() {
        for (Path none : new Path[] {directory, directory.resolve("missing")}) {
            assertThatThrownBy(() -> RunDirectory.read(none))
                    .isInstanceOf(IOException.class)
                    .hasMessage("no chaos runs (*.json) in " + none);
        }
    }
}
