// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkresilience.testing.flink.LocalCluster;
import io.github.flinkresilience.testing.junit.LocalClusterExtension;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** T13: what fails outside of records and timers fails the job, and is never a dead letter. */
@ExtendWith(LocalClusterExtension.class)
class TrapT13LifecycleITCase {

    @ParameterizedTest
    @EnumSource
    void shouldFailTheJobWhenTheFunctionFailsOutsideOfRecords(Phase phase, LocalCluster cluster)
            throws Exception {
        JobUnderTest job = new JobUnderTest(Handling.ours(TrapScenario.THREE_TRIES));
        job.env.enableCheckpointing(50);
        job.end(job.process(job.env.fromData("good"), new FailIn(phase), Types.STRING));

        Outcome outcome = job.run(cluster);

        outcome.assertFailed("fails in " + phase);
        assertThat(outcome.dead()).isEmpty();
    }

    /**
     * It wraps what handles records and forgets the rest, so that such failures are not even met.
     */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OPEN")
    void shouldNoticeThatTheObviousCodeHidesThem(Phase phase, LocalCluster cluster)
            throws Exception {
        JobUnderTest job = new JobUnderTest(Handling.obvious(Exception.class));
        job.env.enableCheckpointing(50);
        job.end(job.process(job.env.fromData("good"), new FailIn(phase), Types.STRING));

        job.run(cluster).assertFinished();
    }

    /** Where user code runs without a record. */
    enum Phase {
        INITIALIZE_STATE,
        OPEN,
        SNAPSHOT_STATE,
        CLOSE
    }

    private static final class FailIn extends ProcessFunction<String, String>
            implements CheckpointedFunction {
        private static final long serialVersionUID = 1L;

        private final Phase failing;

        FailIn(Phase failing) {
            this.failing = failing;
        }

        @Override
        public void initializeState(FunctionInitializationContext context) {
            passing(Phase.INITIALIZE_STATE);
        }

        @Override
        public void open(OpenContext context) {
            passing(Phase.OPEN);
        }

        @Override
        public void processElement(String record, Context context, Collector<String> out) {
            out.collect(record);
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) {
            passing(Phase.SNAPSHOT_STATE);
        }

        @Override
        public void close() {
            passing(Phase.CLOSE);
        }

        private void passing(Phase phase) {
            if (phase == failing) {
                throw new IllegalStateException("fails in " + phase);
            }
        }
    }
}
