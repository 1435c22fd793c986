// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkresilience.testing.Await;
import io.github.flinkresilience.testing.faults.FaultPlan;
import io.github.flinkresilience.testing.flink.LocalCluster;
import io.github.flinkresilience.testing.flink.LocalJob;
import io.github.flinkresilience.testing.flink.ReportedMetric;
import io.github.flinkresilience.testing.junit.LocalClusterExtension;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFilterFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** F29: a job fails and is restored many times, and nothing of its former attempts is left. */
@ExtendWith(LocalClusterExtension.class)
class RestartLeaksITCase {
    private static final int COUNT = 20;
    private static final int WARM_UP = 20;

    /** What Flink and the JVM start late, whatever the job. */
    private static final int SLACK = 10;

    /** How long a restart may take on a busy machine; a tenth of it is usual. */
    private static final Duration EACH_RESTART = Duration.ofSeconds(1);

    private static final Queue<WeakReference<ClassLoader>> LOADERS = new ConcurrentLinkedQueue<>();

    /** How many classes are loaded when an attempt starts. */
    private static final Queue<Long> CLASSES = new ConcurrentLinkedQueue<>();

    @Test
    void shouldLeaveNothingBehindWhenRestarted50Times(LocalCluster cluster) throws Exception {
        leavesNothingBehind(50, cluster);
    }

    @Tag("chaos")
    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void shouldLeaveNothingBehindWhenRestarted1000Times(LocalCluster cluster) throws Exception {
        leavesNothingBehind(1000, cluster);
    }

    private static void leavesNothingBehind(int restarts, LocalCluster cluster) throws Exception {
        run(WARM_UP, cluster);
        Footprint before = Footprint.now();
        LOADERS.clear();
        CLASSES.clear();

        LocalJob job = run(restarts, cluster);

        before.assertNotGrown(SLACK, SLACK);
        assertThat(restartsThatAddClasses()).isLessThan(restarts / 2);
        assertThat(LOADERS).hasSizeGreaterThan(restarts);
        // Flink keeps one for all attempts of a job; it has to go with the job.
        Await.until("class loader is gone", NumbersJob.DEADLINE, () -> livingLoaders() == 0);
        // Live ones are all reported, of ended ones those of the last attempts only.
        assertThat(job.metrics().named("recordsIn")).isNotEmpty().noneMatch(ReportedMetric::live);
    }

    /** Runs a job to its good end, on the way to which it is restarted so often. */
    private static LocalJob run(int restarts, LocalCluster cluster) throws Exception {
        FaultPlan plan =
                FaultPlan.on((Long number) -> number == COUNT / 2)
                        .times(restarts)
                        .throwing(AssertionError.class);
        NumbersJob numbers =
                new NumbersJob(COUNT)
                        .follow(plan, NumbersJob.threeTries(), RestartLeaksITCase::noteLoader);
        LocalJob job = cluster.submit(numbers.env);
        Duration deadline = NumbersJob.DEADLINE.plus(EACH_RESTART.multipliedBy(restarts));
        assertThat(job.awaitTermination(deadline)).isEqualTo(JobStatus.FINISHED);
        assertThat(job.restarts()).isEqualTo(restarts);
        numbers.assertOneDisposition();
        return job;
    }

    private static DataStream<String> noteLoader(DataStream<String> stream) {
        return stream.filter(new NoteLoader());
    }

    /** Classes that leak come with each restart; those that are needed late come with a few. */
    private static long restartsThatAddClasses() {
        List<Long> loaded = List.copyOf(CLASSES);
        return IntStream.range(1, loaded.size())
                .filter(attempt -> loaded.get(attempt) > loaded.get(attempt - 1))
                .count();
    }

    private static long livingLoaders() {
        System.gc();
        return LOADERS.stream().map(WeakReference::get).filter(Objects::nonNull).distinct().count();
    }

    private static final class NoteLoader extends RichFilterFunction<String> {
        private static final long serialVersionUID = 1L;

        @Override
        public void open(OpenContext context) {
            CLASSES.add((long) ManagementFactory.getClassLoadingMXBean().getLoadedClassCount());
            LOADERS.add(new WeakReference<>(Thread.currentThread().getContextClassLoader()));
        }

        @Override
        public boolean filter(String value) {
            return true;
        }
    }
}
