// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkresilience.testing.flink.LocalCluster;
import io.github.flinkresilience.testing.flink.ReportedMetrics;
import io.github.flinkresilience.testing.junit.LocalClusterExtension;
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
    void shouldKeepTheLedgerButNotTheCountersWhenTheJobRestarts(LocalCluster cluster)
            throws Exception {
        Configuration options = new Configuration();
        options.setString("restart-strategy.type", "fixed-delay");
        options.setString("restart-strategy.fixed-delay.delay", "1 ms");
        options.setString("execution.checkpointing.interval", "20 ms");
        JobUnderTest job = new JobUnderTest(OURS, options);
        job.end(job.process(job.numbers(200, 100), new CrashAfterCheckpoint(), Types.LONG));

        Outcome outcome = job.run(cluster);

        outcome.assertFinished();
        ReportedMetrics metrics = outcome.metrics();
        assertThat(metrics.latest("resilience.ledger.in")).isEqualTo(200);
        assertThat(metrics.latest("resilience.ledger.ok")).isEqualTo(180);
        assertThat(metrics.latest("resilience.ledger.dead")).isEqualTo(20);
        assertThat(metrics.latest("resilience.ledger.skipped")).isZero();
        assertThat(metrics.latest("resilience.recordsIn")).isLessThan(200);
        List<String> ids = outcome.letters().stream().map(DeadLetter::id).toList();
        assertThat(ids).as("ids are the same for repeated records").hasSizeGreaterThan(20);
        assertThat(ids.stream().distinct()).hasSize(20);
    }

    private static long deadLetters(ReportedMetrics metrics, String errorClass) {
        return metrics.total(
                "resilience.deadLetters.stage.PROCESS.errorClass." + errorClass + ".count");
    }

    /**
     * Buries every tenth record. Crashes once: when a checkpoint has counted records, and right
     * after it has buried one that no checkpoint counts.
     */
    private static final class CrashAfterCheckpoint extends ProcessFunction<Long, Long>
            implements CheckpointedFunction, CheckpointListener {
        private static final long serialVersionUID = 1L;

        private final Tape<Long> crashes = new Tape<>();
        private transient boolean started;
        private transient int checkpointsOfRecords;
        private transient boolean buriedSince;

        @Override
        public void processElement(Long number, Context context, Collector<Long> out) {
            started = true;
            if (checkpointsOfRecords >= 2 && buriedSince && crashes.size() == 0) {
                crashes.add(number);
                throw new NoClassDefFoundError("crash at " + number);
            }
            if (number % 10 == 0) {
                buriedSince = true;
                throw new IllegalStateException("poison");
            }
            out.collect(number);
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            // The first one may have been taken before the first record.
            checkpointsOfRecords += started ? 1 : 0;
        }

        @Override
        public void initializeState(FunctionInitializationContext context) {}

        @Override
        public void snapshotState(FunctionSnapshotContext context) {
            buriedSince = false;
        }
    }
}
