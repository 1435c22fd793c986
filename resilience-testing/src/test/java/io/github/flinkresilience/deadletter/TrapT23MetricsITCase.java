// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkresilience.testing.Await;
import io.github.flinkresilience.testing.flink.LocalCluster;
import io.github.flinkresilience.testing.flink.LocalJob;
import io.github.flinkresilience.testing.flink.ReportedMetrics;
import io.github.flinkresilience.testing.junit.LocalClusterExtension;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** T23: metrics tell what became of the records; the ledger tells it across restarts. */
@ExtendWith(LocalClusterExtension.class)
class TrapT23MetricsITCase {
    private static final Handling OURS = Handling.ours(TrapScenario.THREE_TRIES);

    @Test
    void shouldCountWhatBecameOfEachRecord(LocalCluster cluster) throws Exception {
        JobUnderTest job = new JobUnderTest(OURS);
        Tape<String> tries = new Tape<>();
        job.end(
                job.process(
                        job.env.fromData("1", "two", "again", "spent"),
                        Functions.of(
                                (record, out) -> {
                                    switch (record) {
                                        case "again" -> Functions.failFirst(1, record, tries);
                                        case "spent" -> Functions.failFirst(3, record, tries);
                                        default -> out.collect(Integer.parseInt(record));
                                    }
                                }),
                        Types.INT));

        ReportedMetrics metrics = job.run(cluster).metrics();

        assertThat(metrics.total("resilience.recordsIn")).isEqualTo(4);
        assertThat(metrics.total("resilience.recordsOk")).isEqualTo(2);
        assertThat(metrics.total("resilience.retries")).isEqualTo(3);
        assertThat(metrics.total("resilience.recordsRecovered")).isEqualTo(1);
        assertThat(metrics.total("resilience.deadLetters")).isEqualTo(2);
        assertThat(metrics.total("resilience.recordsSkipped")).isZero();
        assertThat(metrics.total("numRecordsInErrors")).isEqualTo(2);
        assertThat(metrics.total("resilience.lastFailureTime")).isPositive();
        assertThat(deadLetters(metrics, "NumberFormatException")).isEqualTo(1);
        assertThat(deadLetters(metrics, "TransientException")).isEqualTo(1);
    }

    @Test
    void shouldKeepTheLedgerButNotTheCountersWhenTheJobRestarts(
            LocalCluster cluster, @TempDir Path directory) throws Exception {
        Configuration options = new Configuration();
        options.setString("restart-strategy.type", "fixed-delay");
        options.setString("restart-strategy.fixed-delay.delay", "1 ms");
        options.setString("execution.checkpointing.interval", "20 ms");
        JobUnderTest job = new JobUnderTest(OURS, options);
        Tape<Long> crashes = new Tape<>();
        job.end(
                // Some twenty between two checkpoints: were they two, the poison could be the last
                // of them each time.
                job.process(
                        job.numbers(1_000_000, 1_000),
                        new CrashAfterCheckpoint(crashes),
                        Types.LONG));
        LocalJob running = cluster.submit(job.env);
        Await.until(
                "everything before the crash repeated",
                JobUnderTest.DEADLINE,
                () ->
                        job.results.played().stream()
                                .anyMatch(number -> (Long) number > crashes.played().get(0)));
        String unused = running.stopWithSavepoint(directory);

        Outcome outcome = job.outcome(running);

        List<String> ids = outcome.letters().stream().map(DeadLetter::id).toList();
        long dead = ids.stream().distinct().count();
        long ok = outcome.results().stream().distinct().count();
        assertThat(dead).isEqualTo((ok + dead + 9) / 10);
        assertThat(ids).as("some repeated, and with the same ids").hasSizeGreaterThan((int) dead);
        ReportedMetrics metrics = outcome.metrics();
        assertThat(metrics.latest("resilience.ledger.in")).isEqualTo(ok + dead);
        assertThat(metrics.latest("resilience.ledger.ok")).isEqualTo(ok);
        assertThat(metrics.latest("resilience.ledger.dead")).isEqualTo(dead);
        assertThat(metrics.latest("resilience.ledger.skipped")).isZero();
        assertThat(metrics.latest("resilience.recordsIn")).isLessThan(ok + dead);
        assertThat(metrics.total("resilience.recordsIn")).isGreaterThan(ok + dead);
    }

    private static long deadLetters(ReportedMetrics metrics, String errorClass) {
        return metrics.total("resilience.stage.PROCESS.errorClass." + errorClass + ".deadLetters");
    }

    /**
     * Buries every tenth record. Crashes once: when a checkpoint has counted records, and right
     * after it has buried one that no checkpoint counts.
     */
    private static final class CrashAfterCheckpoint extends ProcessFunction<Long, Long>
            implements CheckpointedFunction, CheckpointListener {
        private static final long serialVersionUID = 1L;

        private final Tape<Long> crashes;
        private transient long records;
        private transient long firstCheckpointOfRecords;
        private transient boolean checkpointOfRecords;
        private transient boolean buriedSince;

        CrashAfterCheckpoint(Tape<Long> crashes) {
            this.crashes = crashes;
        }

        @Override
        public void processElement(Long number, Context context, Collector<Long> out) {
            if (checkpointOfRecords && buriedSince && crashes.size() == 0) {
                crashes.add(number);
                throw new NoClassDefFoundError("crash at " + number);
            }
            records++;
            if (number % 10 == 0) {
                buriedSince = true;
                throw new IllegalStateException("poison");
            }
            out.collect(number);
        }

        @Override
        public void initializeState(FunctionInitializationContext context) {
            firstCheckpointOfRecords = Long.MAX_VALUE;
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) {
            buriedSince = false;
            if (records > 0 && firstCheckpointOfRecords == Long.MAX_VALUE) {
                firstCheckpointOfRecords = context.getCheckpointId();
            }
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            checkpointOfRecords |= checkpointId >= firstCheckpointOfRecords;
        }
    }
}
