// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkresilience.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaProcessTest {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    @TempDir private Path directory;

    @Test
    void shouldSayWhatTheLogSaysWhenItEndsBeforeItIsReady() throws Exception {
        try (JavaProcess process = JavaProcess.start(command("fail", "no such topic"))) {
            assertThatThrownBy(() -> process.awaitReady("it listens", DEADLINE, () -> false))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("clock, process " + process.pid())
                    .hasMessageContaining("exit code 1")
                    .hasMessageContaining("it listens")
                    .hasMessageContaining("IllegalArgumentException: no such topic");
        }
    }

    @Test
    void shouldSayWhatTheLogSaysWhenItIsNotReadyInTime() throws Exception {
        try (JavaProcess process = JavaProcess.start(command("tick", "0"))) {
            Path log = process.log();
            Await.until("it ticks", DEADLINE, () -> Files.size(log) > 0);

            assertThatThrownBy(
                            () ->
                                    process.awaitReady(
                                            "it listens", Duration.ofMillis(100), () -> false))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("it listens")
                    .hasMessageContaining(log.toString())
                    .hasMessageContaining("tick");
        }
    }

    @Test
    void shouldNameTheDirectoryWhenThereIsNoJava() {
        Path nowhere = directory.resolve("jdk");

        assertThatThrownBy(() -> JavaProcess.start(command("tick", "0").withJavaHome(nowhere)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("clock does not start")
                .hasMessageContaining(nowhere.toString());
    }

    @Test
    void shouldStandStillWhilePausedAndGoOnAfterwards() throws Exception {
        try (JavaProcess process = JavaProcess.start(command("tick", "0"))) {
            Path log = process.log();
            Await.until("it ticks", DEADLINE, () -> Files.size(log) > 0);

            process.pause();
            assertThat(stateOf(process.pid())).isEqualTo('T');
            process.resume();

            long size = Files.size(log);
            Await.until("it ticks again", DEADLINE, () -> Files.size(log) > size);
        }
    }

    @Test
    void shouldBeGoneWhenKilledWhilePaused() throws Exception {
        JavaProcess process = JavaProcess.start(command("tick", "0"));
        process.pause();

        process.kill();

        assertThat(ProcessHandle.of(process.pid())).isEmpty();
    }

    @Test
    void shouldEndWithItsParentEvenWhilePaused() throws Exception {
        Path pids = directory.resolve("pids");
        JavaProcess parent = JavaProcess.start(command("parent", pids.toString()));
        Await.until("children started", DEADLINE, () -> Files.exists(pids));
        List<Long> children = Files.readAllLines(pids).stream().map(Long::valueOf).toList();
        assertThat(children).hasSize(2).allMatch(pid -> ProcessHandle.of(pid).isPresent());

        parent.kill();

        Await.until(
                "children ended",
                DEADLINE,
                () -> children.stream().map(ProcessHandle::of).noneMatch(Optional::isPresent));
    }

    private JavaCommand command(String... arguments) {
        return JavaCommand.of("clock", Clock.class.getName(), directory.resolve("clock.log"))
                .withArguments(List.of(arguments));
    }

    private static char stateOf(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        return stat.charAt(stat.lastIndexOf(')') + 2);
    }
}
