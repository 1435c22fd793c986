// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.calibration;

import static io.github.flinkresilience.testing.assertions.ResilienceAssertions.assertThat;
import static io.github.flinkresilience.testing.assertions.ResilienceAssertions.assertThatThrownBy;

import io.github.flinkresilience.testing.flink.LocalCluster;
import io.github.flinkresilience.testing.junit.LocalClusterExtension;
import io.github.flinkresilience.testing.ledger.JobLedger;
import io.github.flinkresilience.testing.ledger.Sighting;
import io.github.flinkresilience.testing.ledger.Witness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.LongStream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A job that drops one record in a million. */
@ExtendWith(LocalClusterExtension.class)
class OneInAMillionITCase {

    private static final int MANY = 1_000_000;
    private static final long VICTIM = 271_828;

    @TempDir private Path directory;

    @Test
    void shouldPassWhenTheJobDropsNothing(LocalCluster cluster) throws Exception {
        assertThat(ledger(cluster, number -> true)).isBalanced();
    }

    @Test
    void shouldFindTheRecordThatTheJobDropped(LocalCluster cluster) throws Exception {
        JobLedger ledger = ledger(cluster, number -> number != VICTIM);

        assertThatThrownBy(() -> assertThat(ledger).isBalanced())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(
                        "1 lost:\n  271828 (numbers@271828): was in read, not in written\n")
                .hasMessageContaining("repeats 0, invented 0");
    }

    private JobLedger ledger(LocalCluster cluster, FilterFunction<Long> sabotage) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(2);
        env.fromSequence(0, MANY - 1)
                .map(Witness.of("read", directory, String::valueOf))
                .filter(sabotage)
                .map(Witness.of("written", directory, String::valueOf))
                .sinkTo(new DiscardingSink<>());
        assertThat(cluster.submit(env).awaitTermination(Duration.ofSeconds(120)))
                .isEqualTo(JobStatus.FINISHED);
        return JobLedger.of(
                        "numbers",
                        Sighting.inOrder(
                                "numbers",
                                LongStream.range(0, MANY).mapToObj(String::valueOf).toList()))
                .seen("read", Witness.read("read", directory))
                .outcome("written", Witness.read("written", directory));
    }
}
