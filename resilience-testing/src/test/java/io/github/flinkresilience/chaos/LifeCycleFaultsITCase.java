// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import io.github.flinkresilience.testing.faults.FaultPlan;
import io.github.flinkresilience.testing.flink.LocalCluster;
import io.github.flinkresilience.testing.flink.LocalJob;
import io.github.flinkresilience.testing.junit.LocalClusterExtension;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** F5: the job fails at every point of the life cycle, and each record still has its one fate. */
@ExtendWith(LocalClusterExtension.class)
class LifeCycleFaultsITCase {
    private static final int COUNT = 100;

    @ParameterizedTest
    @MethodSource("plans")
    void shouldGiveEachRecordOneDispositionWhenTheFunctionFails(
            FaultPlan plan, LocalCluster cluster) throws Exception {
        NumbersJob numbers = new NumbersJob(COUNT).follow(plan);

        LocalJob job = numbers.finish(cluster);

        assertThat(job.restarts()).isEqualTo(plan.firings()).isPositive();
        numbers.assertOneDisposition();
    }

    static Stream<Named<FaultPlan>> plans() {
        return Stream.of(
                named("initializeState", FaultPlan.inInitializeState(0)),
                named("open", FaultPlan.inOpen(0)),
                named("processElement", fatalRecord()),
                named(
                        "initializeState of a restart",
                        fatalRecord().and(FaultPlan.inInitializeState(1))),
                named("open of a restart", fatalRecord().and(FaultPlan.inOpen(1).times(2))),
                named("onTimer", FaultPlan.onTimer().throwing(AssertionError.class)),
                named("snapshotState", FaultPlan.inSnapshot()),
                named("notifyCheckpointComplete", FaultPlan.inNotifyCheckpointComplete(1)),
                named("close", FaultPlan.inClose()));
    }

    @Test
    void shouldGiveEachRecordOneDispositionWhenAnOperatorFailsToFinish(LocalCluster cluster)
            throws Exception {
        FaultPlan plan = FaultPlan.inFinish();
        NumbersJob numbers =
                new NumbersJob(COUNT)
                        .follow(
                                FaultPlan.failAt(COUNT * 100),
                                NumbersJob.threeTries(),
                                stream -> stream.transform("end", Types.STRING, plan.operator()));

        LocalJob job = numbers.finish(cluster);

        assertThat(plan.firings()).isEqualTo(1);
        assertThat(job.restarts()).isEqualTo(1);
        numbers.assertOneDisposition();
    }

    private static FaultPlan fatalRecord() {
        return FaultPlan.failAt(COUNT / 2).throwing(AssertionError.class);
    }
}
