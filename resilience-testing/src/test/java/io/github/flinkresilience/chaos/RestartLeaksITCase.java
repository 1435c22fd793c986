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
import java.lang.ref.WeakReference;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFilterFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** F29: a job fails and is restored many times, and nothing of its former attempts is left. */
@ExtendWith(LocalClusterExtension.class)
class RestartLeaksITCase {
    private static final int COUNT = 20;
    private static final int WARM_UP = 20;

    /** What Flink and the JVM start late, whatever the job. */
    private static final int SLACK = 10;

    private static final Queue<WeakReference<ClassLoader>> LOADERS = new ConcurrentLinkedQueue<>();

    @Test
    void shouldLeaveNothingBehindWhenRestarted50Times(LocalCluster cluster) throws Exception {
        leavesNothingBehind(50, cluster);
    }

    @Tag("chaos")
    @Test
    void shouldLeaveNothingBehindWhenRestarted1000Times(LocalCluster cluster) throws Exception {
        leavesNothingBehind(1000, cluster);
    }

    private static void leavesNothingBehind(int restarts, LocalCluster cluster) throws Exception {
        run(WARM_UP, cluster);
        Footprint before = Footprint.now();
        LOADERS.clear();

        LocalJob job = run(restarts, cluster);

        // Some classes come late, too: less than one for each restart.
        before.assertNotGrown(SLACK, SLACK, restarts - SLACK);
        assertThat(LOADERS).hasSizeGreaterThan(restarts);
        // Flink keeps one for all attempts of a job; it has to go with the job.
        Await.until("class loader is gone", NumbersJob.DEADLINE, () -> livingLoaders() == 0);
        assertThat(job.metrics().named("recordsIn"))
                .hasSizeGreaterThan(restarts)
                .noneMatch(ReportedMetric::live);
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
        LocalJob job = numbers.finish(cluster);
        assertThat(job.restarts()).isEqualTo(restarts);
        numbers.assertOneDisposition();
        return job;
    }

    private static DataStream<String> noteLoader(DataStream<String> stream) {
        return stream.filter(new NoteLoader());
    }

    private static long livingLoaders() {
        System.gc();
        return LOADERS.stream().map(WeakReference::get).filter(Objects::nonNull).distinct().count();
    }

    private static final class NoteLoader extends RichFilterFunction<String> {
        private static final long serialVersionUID = 1L;

        @Override
        public void open(OpenContext context) {
            LOADERS.add(new WeakReference<>(Thread.currentThread().getContextClassLoader()));
        }

        @Override
        public boolean filter(String value) {
            return true;
        }
    }
}
