// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.calibration;

import static io.github.flinkresilience.testing.assertions.ResilienceAssertions.assertThat;
import static io.github.flinkresilience.testing.assertions.ResilienceAssertions.assertThatThrownBy;

import io.github.flinkresilience.testing.flink.LocalCluster;
import io.github.flinkresilience.testing.flink.LocalJob;
import io.github.flinkresilience.testing.junit.LocalClusterExtension;
import io.github.flinkresilience.testing.ledger.JobLedger;
import io.github.flinkresilience.testing.ledger.Sighting;
import io.github.flinkresilience.testing.ledger.Verdict;
import io.github.flinkresilience.testing.ledger.Witness;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An operator that hides a failure of its snapshot, and the restart that shows it. */
@ExtendWith(LocalClusterExtension.class)
class SwallowedSnapshotITCase {

    private static final int NUMBERS = 2000;

    @TempDir private Path directory;

    @Test
    void shouldPassWhenTheSnapshotHasTheRecords(LocalCluster cluster) throws Exception {
        assertThat(ledger(cluster, false))
                .hasLostNothing()
                .hasInventedNothing()
                .hasRepeatedAtMost(NUMBERS);
    }

    @Test
    void shouldFindTheRecordsThatTheSnapshotLacks(LocalCluster cluster) throws Exception {
        JobLedger ledger = ledger(cluster, true);

        assertThat(ledger).hasInventedNothing().hasRepeatedAtMost(NUMBERS);
        List<Verdict.Lost> lost = ledger.verdict().lost();
        assertThat(lost)
                .hasSizeBetween(1, NUMBERS - 1)
                .allMatch(record -> record.where().equals("was in read, not in batched"));
        assertThatThrownBy(() -> assertThat(ledger).hasLostNothing())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("but found " + lost.size() + " record")
                .hasMessageContaining(lost.get(0) + "\n");
    }

    private JobLedger ledger(LocalCluster cluster, boolean sabotaged) throws Exception {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(options());
        env.setParallelism(1);
        env.enableCheckpointing(50);
        env.fromSource(
                        new DataGeneratorSource<>(
                                number -> number,
                                NUMBERS,
                                RateLimiterStrategy.perSecond(NUMBERS / 2),
                                Types.LONG),
                        WatermarkStrategy.noWatermarks(),
                        "numbers")
                .map(Witness.of("read", directory, String::valueOf))
                .flatMap(new Batches(sabotaged))
                .map(Witness.of("batched", directory, String::valueOf))
                .sinkTo(new DiscardingSink<>());
        LocalJob job = cluster.submit(env);
        assertThat(job.awaitTermination(Duration.ofSeconds(60))).isEqualTo(JobStatus.FINISHED);
        assertThat(job.restarts()).isEqualTo(1);
        return JobLedger.of(
                        "numbers",
                        Sighting.inOrder(
                                "numbers",
                                LongStream.range(0, NUMBERS).mapToObj(String::valueOf).toList()))
                .seen("read", Witness.read("read", directory))
                .outcome("batched", Witness.read("batched", directory));
    }

    private static Configuration options() {
        Configuration options = new Configuration();
        options.setString("restart-strategy.type", "fixed-delay");
        options.setString("restart-strategy.fixed-delay.attempts", "1");
        options.setString("restart-strategy.fixed-delay.delay", "10 ms");
        return options;
    }

    /**
     * Emits records in batches. Once a snapshot has found a batch half full, the first attempt
     * emits no more, and it fails when such a checkpoint has completed: whichever checkpoint the
     * next attempt begins with, that batch is in it.
     */
    private static final class Batches extends RichFlatMapFunction<Long, Long>
            implements CheckpointedFunction, CheckpointListener {

        private static final int SIZE = 100;

        private final boolean sabotaged;
        private final List<Long> held = new ArrayList<>();
        private transient ListState<Long> state;
        private transient long halfFullAt;
        private transient boolean failsNext;

        Batches(boolean sabotaged) {
            this.sabotaged = sabotaged;
        }

        @Override
        public void flatMap(Long number, Collector<Long> out) {
            if (failsNext) {
                throw new IllegalStateException("fails once");
            }
            held.add(number);
            if (halfFullAt == 0 && (held.size() == SIZE || number == NUMBERS - 1)) {
                held.forEach(out::collect);
                held.clear();
            }
        }

        @Override
        public void initializeState(FunctionInitializationContext context) throws Exception {
            state =
                    context.getOperatorStateStore()
                            .getListState(new ListStateDescriptor<>("held", Types.LONG));
            state.get().forEach(held::add);
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) throws Exception {
            if (isFirstAttempt() && halfFullAt == 0 && !held.isEmpty()) {
                halfFullAt = context.getCheckpointId();
            }
            try {
                write();
            } catch (IOException hidden) {
                state.clear();
            }
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            failsNext = halfFullAt > 0 && checkpointId >= halfFullAt;
        }

        private boolean isFirstAttempt() {
            return getRuntimeContext().getTaskInfo().getAttemptNumber() == 0;
        }

        private void write() throws Exception {
            if (sabotaged) {
                throw new IOException("disk full");
            }
            state.update(held);
        }
    }
}
