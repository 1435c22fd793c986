// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkresilience.testing.flink.LocalCluster;
import io.github.flinkresilience.testing.flink.LocalJob;
import io.github.flinkresilience.testing.junit.LocalClusterExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LocalClusterExtension.class)
class WitnessITCase {

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final AtomicBoolean FAILS = new AtomicBoolean();

    @TempDir private Path directory;

    @Test
    void shouldNoteEveryRecordWhateverTheNumberOfSubtasks(LocalCluster cluster) throws Exception {
        StreamExecutionEnvironment env = env();
        env.setParallelism(3);
        env.fromSequence(1, 1000)
                .map(Witness.of("passed", directory, String::valueOf))
                .sinkTo(new DiscardingSink<>());

        finish(cluster, env);

        assertThat(Witness.read("passed", directory))
                .map(Sighting::id)
                .containsExactlyInAnyOrderElementsOf(numbers(1000));
    }

    @Test
    void shouldNoteAgainInAnotherFileWhenTheTaskStartsAgain(LocalCluster cluster) throws Exception {
        FAILS.set(true);
        StreamExecutionEnvironment env = env();
        env.setParallelism(1);
        env.fromSequence(1, 3)
                .map(Witness.of("passed", directory, String::valueOf))
                .filter(WitnessITCase::failOnce)
                .sinkTo(new DiscardingSink<>());

        finish(cluster, env);

        assertThat(Witness.read("passed", directory))
                .map(Sighting::toString)
                .containsExactly(
                        "1 (subtask-0-attempt-0-run-0@0)",
                        "2 (subtask-0-attempt-0-run-0@1)",
                        "1 (subtask-0-attempt-1-run-0@0)",
                        "2 (subtask-0-attempt-1-run-0@1)",
                        "3 (subtask-0-attempt-1-run-0@2)");
    }

    @Test
    void shouldKeepTheTypeOfTheStream() {
        StreamExecutionEnvironment env = env();
        keepsType(env.fromData("text"));
        keepsType(env.fromData(List.of(Tuple2.of("a", 1L)), Types.TUPLE(Types.STRING, Types.LONG)));
        keepsType(env.fromData(List.of(new Point()), TypeInformation.of(Point.class)));
        keepsType(env.fromData(List.of(new int[] {1}), TypeInformation.of(int[].class)));
    }

    private <T> void keepsType(DataStream<T> stream) {
        assertThat(stream.map(Witness.of("typed", directory, Objects::toString)).getType())
                .isEqualTo(stream.getType());
    }

    private static boolean failOnce(Long number) {
        if (number == 2 && FAILS.compareAndSet(true, false)) {
            throw new IllegalStateException("fails once");
        }
        return true;
    }

    private static List<String> numbers(int last) {
        return LongStream.rangeClosed(1, last).mapToObj(String::valueOf).toList();
    }

    private static StreamExecutionEnvironment env() {
        Configuration options = new Configuration();
        options.setString("restart-strategy.type", "fixed-delay");
        options.setString("restart-strategy.fixed-delay.attempts", "1");
        options.setString("restart-strategy.fixed-delay.delay", "10 ms");
        return StreamExecutionEnvironment.getExecutionEnvironment(options);
    }

    private static void finish(LocalCluster cluster, StreamExecutionEnvironment env)
            throws Exception {
        LocalJob job = cluster.submit(env);
        assertThat(job.awaitTermination(DEADLINE)).isEqualTo(JobStatus.FINISHED);
    }

    /** A plain object with a type of its own. */
    public static final class Point {
        public int x;
    }
}
