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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChaosTimelineTest {

    private static final int THREADS = 4;

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

    @Test
    void shouldLoseNothingWhenManyThreadsRecord() throws Exception {
        ChaosTimeline timeline = ChaosTimeline.start("orders", "1.20.5", 1);
        CyclicBarrier allReady = new CyclicBarrier(THREADS);
        ExecutorService executor = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> recordings = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                recordings.add(executor.submit(() -> record(timeline, allReady)));
            }
            for (Future<?> recording : recordings) {
                Await.result("recording", Duration.ofMinutes(1), recording);
            }
        } finally {
            executor.shutdownNow();
        }

        ChaosRun run = timeline.recorded();
        assertThat(run.samples()).hasSize(THREADS * 50_000);
        assertThat(run.events()).hasSize(THREADS * 50_000);
        assertThat(run.faults()).hasSize(THREADS * 50_000);
    }

    private static Void record(ChaosTimeline timeline, CyclicBarrier allReady) throws Exception {
        allReady.await();
        for (int i = 0; i < 50_000; i++) {
            timeline.sample(ChaosTimeline.INPUT, i);
        }
        allReady.await();
        for (int i = 0; i < 50_000; i++) {
            timeline.event("x");
        }
        allReady.await();
        for (int i = 0; i < 50_000; i++) {
            timeline.begin("F1", "killed", "process 1");
        }
        return null;
    }

    @Test
    void shouldAddUpKillsWhenManyThreadsKill() throws Exception {
        MadeUpRun run = new MadeUpRun("orders", "1.20.5", 1);
        ChaosFault fault = run.begin("F1", "killed", "process 1");
        CyclicBarrier allReady = new CyclicBarrier(2);
        Callable<Void> kills =
                () -> {
                    allReady.await();
                    for (int i = 0; i < 1_000_000; i++) {
                        fault.killed(1);
                    }
                    return null;
                };
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            Future<Void> other = executor.submit(kills);
            kills.call();
            Await.result("killing", Duration.ofMinutes(1), other);
        } finally {
            executor.shutdownNow();
        }

        assertThat(run.timeline.recorded().kills()).isEqualTo(2_000_000);
    }

    @Test
    void shouldRefuseCountsBelowZero() {
        assertThatThrownBy(() -> new ChaosLedger(1, 2, 3, -4, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lost -4");
    }
}
