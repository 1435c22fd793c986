// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkresilience.testing.junit.LocalClusterExtension;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LocalClusterExtension.class)
class LocalClusterITCase {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    @TempDir private Path directory;

    @Test
    void shouldReportCountersWhenJobHasFinished(LocalCluster cluster) throws Exception {
        LocalJob job = cluster.submit(numbers(1000, number -> number));

        assertThat(job.awaitTermination(DEADLINE)).isEqualTo(JobStatus.FINISHED);
        assertThat(job.metrics().ofOperator("check").latest("numRecordsIn")).isEqualTo(1000);
        assertThat(job.failureCause()).isEmpty();
        assertThat(job.restarts()).isZero();
    }

    @Test
    void shouldTellTheCauseWhenJobHasFailed(LocalCluster cluster) throws Exception {
        LocalJob job =
                cluster.submit(
                        numbers(
                                1000,
                                number -> {
                                    throw new IllegalArgumentException("number " + number);
                                }));

        assertThat(job.awaitTermination(DEADLINE)).isEqualTo(JobStatus.FAILED);
        assertThat(job.failureCause().orElseThrow()).rootCause().hasMessageContaining("number ");
    }

    @Test
    void shouldGoOnFromTheSavepointWhenStoppedWithOne(LocalCluster cluster) throws Exception {
        LocalJob job = cluster.submit(numbers(Long.MAX_VALUE, number -> number));
        job.awaitRunning(DEADLINE);

        String savepoint = job.stopWithSavepoint(directory);
        LocalJob next = cluster.submit(numbers(Long.MAX_VALUE, number -> number), savepoint);
        next.awaitRunning(DEADLINE);

        assertThat(job.status()).isEqualTo(JobStatus.FINISHED);
        assertThat(next.status()).isEqualTo(JobStatus.RUNNING);
    }

    @Test
    void shouldCountCheckpointsOfAllJobManagersWhenOneRestarts(LocalCluster cluster)
            throws Exception {
        StreamExecutionEnvironment env = numbers(Long.MAX_VALUE, number -> number);
        env.enableCheckpointing(100);
        LocalJob job = cluster.submit(env);
        job.awaitCheckpoints(2, DEADLINE);
        long before = job.completedCheckpoints();

        cluster.restartJobManager();
        job.awaitRunning(DEADLINE);

        job.awaitCheckpoints(1, DEADLINE);
        assertThat(job.completedCheckpoints()).isGreaterThan(before);
        assertThat(job.restarts()).isZero();
    }

    private static StreamExecutionEnvironment numbers(long count, MapFunction<Long, Long> check) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(2);
        env.fromSequence(1, count)
                .uid("numbers")
                .map(check)
                .name("check")
                .uid("check")
                .sinkTo(new DiscardingSink<>())
                .uid("end");
        return env;
    }
}
