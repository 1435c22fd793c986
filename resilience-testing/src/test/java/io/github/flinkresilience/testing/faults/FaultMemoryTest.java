// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkresilience.testing.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Firings that are remembered in a directory. */
class FaultMemoryTest {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    @TempDir private Path directory;

    @Test
    void shouldGoOnWhereAnotherPlanOfTheDirectoryWas() throws Exception {
        assertThat(Calls.of(plan(2)).failing(1)).containsExactly(1L);

        assertThat(plan(2).firings()).isEqualTo(1);
        assertThat(Calls.of(plan(2)).failing(9)).containsExactly(1L);
        assertThat(Calls.of(plan(2)).failing(9)).isEmpty();
        assertThat(Calls.of(plan(3)).failing(9)).containsExactly(1L);
    }

    @Test
    void shouldGiveEachFiringToOneWhenManyAskAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<Integer>> firings = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Calls calls = Calls.of(plan(100));
            firings.add(threads.submit(() -> calls.failing(200).size()));
        }
        threads.shutdown();

        int sum = 0;
        for (Future<Integer> each : firings) {
            sum += Await.result("firings", DEADLINE, each);
        }
        assertThat(sum).isEqualTo(100).isEqualTo(plan(100).firings());
    }

    @Test
    void shouldEndTheProcessOnceAndNotTheNextOne() throws Exception {
        assertThat(processOf("halt")).isEqualTo(42);
        assertThat(FaultPlan.failAt(1).rememberedIn(directory).firings()).isEqualTo(1);
        assertThat(processOf("halt")).isZero();
        assertThat(processOf("exit")).isEqualTo(43);
        assertThat(processOf("exit")).isZero();
        assertThat(FaultPlan.failAt(1).rememberedIn(directory).firings()).isEqualTo(2);
    }

    private FaultPlan plan(int times) {
        return FaultPlan.failAt(1).times(times).rememberedIn(directory);
    }

    private int processOf(String action) throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                EndedByPlan.class.getName(),
                                action,
                                directory.toString())
                        .inheritIO()
                        .start();
        assertThat(process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** A process that meets its plan and ends well unless the plan ends it. */
    static final class EndedByPlan {
        private EndedByPlan() {}

        public static void main(String[] args) throws Exception {
            FaultPlan once = FaultPlan.failAt(1).rememberedIn(Path.of(args[1]));
            FaultPlan plan = args[0].equals("halt") ? once.halt(42) : once.times(2).exit(43);
            String unused = plan.<String>mapFunction().map("record");
        }
    }
}
