// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkresilience.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ChaosTimelineTest {

    private static final List<Consumer<ChaosTimeline>> KINDS =
            List.of(
                    timeline -> timeline.sample(ChaosTimeline.INPUT, 1),
                    timeline -> timeline.event("x"),
                    timeline -> timeline.begin("F1", "killed", "process 1"));

    @TempDir private Path directory;

    @Test
    void shouldReadBackAllThatWasRecordedWhenWritten() throws IOException {
        ChaosTimeline quiet = MadeUpRun.quiet("1.20.5");
        ChaosTimeline bad = MadeUpRun.bad("2.3.0");
        quiet.write(directory);
        bad.write(directory);

        assertThat(RunDirectory.read(directory)).containsExactly(quiet.recorded(), bad.recorded());
        assertThat(quiet.recorded().faults().get(0))
                .isEqualTo(
                        new ChaosRun.Fault(
                                "F10",
                                "broker killed",
                                "broker 1",
                                MadeUpRun.START + 10_000,
                                MadeUpRun.START + 12_000,
                                MadeUpRun.START + 18_500,
                                1,
                                new ChaosLedger(1_000, 990, 10, 0, 0),
                                "held"));
    }

    @Test
    void shouldReplaceItsFileWhenWrittenAgain() throws IOException {
        ChaosTimeline timeline = MadeUpRun.quiet("1.20.5");
        Path file = timeline.write(directory);
        timeline.event("one more");

        assertThat(timeline.write(directory)).isEqualTo(file);
        assertThat(RunDirectory.read(directory)).containsExactly(timeline.recorded());
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void shouldKeepTheFirstSignOfProgressWhenToldTwice() {
        MadeUpRun run = new MadeUpRun("orders", "1.20.5", 1);
        ChaosFault fault = run.begin("F1", "task manager killed", "process 1");
        run.at(5_000);
        fault.healed().recovered();
        run.at(9_000);
        fault.healed().recovered();

        ChaosRun.Fault recorded = run.timeline.recorded().faults().get(0);
        assertThat(recorded.healedAt()).isEqualTo(MadeUpRun.START + 5_000);
        assertThat(recorded.recoveryMillis()).hasValue(5_000);
    }

    @Test
    void shouldAddUpKillsWhenOneFaultKillsAgainAndAgain() {
        MadeUpRun run = new MadeUpRun("orders", "1.20.5", 1);
        run.begin("F1", "task manager killed", "process 1").killed(2).killed(1);
        run.begin("F2", "job manager killed", "process 2").killed(1);

        assertThat(run.timeline.recorded().kills()).isEqualTo(4);
    }

    @Test
    void shouldWriteTextThatNoFormatCanHoldWhenGivenSome() throws IOException {
        MadeUpRun run = new MadeUpRun("half \uD800 line\nfeed \u0000 \uFFFF", "1.20.5", 1);
        run.timeline.event("\uDC00\t\uD83D\uDE00");
        run.timeline.write(directory);

        ChaosRun read = RunDirectory.read(directory).get(0);
        assertThat(read.name()).isEqualTo("half \uFFFD line feed   \uFFFD");
        assertThat(read.events().get(0).text()).isEqualTo("\uFFFD \uD83D\uDE00");
    }

    /** The second thread comes while the first asks the clock, and must wait for it. */
    @ParameterizedTest
    @FieldSource("KINDS")
    void shouldKeepTheOrderOfTimeWhenThreadsMeet(Consumer<ChaosTimeline> kind) throws Exception {
        AtomicLong tick = new AtomicLong();
        AtomicReference<Thread> second = new AtomicReference<>();
        ChaosTimeline timeline =
                ChaosTimeline.start(
                        "orders",
                        "1.20.5",
                        1,
                        () -> {
                            long now = tick.getAndIncrement();
                            if (now == 1) {
                                second.get().start();
                                awaitEndOrLock(second.get());
                            }
                            return now;
                        });
        second.set(new Thread(() -> kind.accept(timeline)));
        kind.accept(timeline);
        second.get().join();

        ChaosRun run = timeline.recorded();
        assertThat(
                        Stream.of(
                                        run.samples().stream().map(ChaosRun.Sample::at),
                                        run.events().stream().map(ChaosRun.Event::at),
                                        run.faults().stream().map(ChaosRun.Fault::begunAt))
                                .flatMap(Function.identity()))
                .containsExactly(1L, 2L);
    }

    private static void awaitEndOrLock(Thread thread) {
        Await.until(
                "the second thread ends or waits for a lock",
                Duration.ofMinutes(1),
                () ->
                        thread.getState() == Thread.State.TERMINATED
                                || thread.getState() == Thread.State.BLOCKED);
    }

    @Test
    void shouldRefuseCountsBelowZero() {
        assertThatThrownBy(() -> new ChaosLedger(1, 2, 3, -4, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lost -4");
    }
}
