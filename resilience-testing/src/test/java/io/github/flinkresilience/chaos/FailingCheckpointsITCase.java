// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkresilience.deadletter.FailurePolicy;
import io.github.flinkresilience.retry.RetryPolicy;
import io.github.flinkresilience.testing.faults.FaultPlan;
import io.github.flinkresilience.testing.flink.LocalCluster;
import io.github.flinkresilience.testing.flink.LocalJob;
import io.github.flinkresilience.testing.junit.LocalClusterExtension;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** F6: for a while no checkpoint is completed; then all is committed, once. */
@ExtendWith(LocalClusterExtension.class)
class FailingCheckpointsITCase {
    private static final int COUNT = 100;

    @Test
    void shouldGiveEachRecordOneDispositionWhenCheckpointsFailForAWhile(LocalCluster cluster)
            throws Exception {
        FaultPlan plan = FaultPlan.inSnapshot().times(10);
        NumbersJob numbers = new NumbersJob(COUNT).follow(plan);

        LocalJob job = numbers.finish(cluster);

        assertThat(plan.firings()).isEqualTo(10);
        assertThat(job.restarts()).isEqualTo(10);
        numbers.assertOneDisposition();
    }

    @Test
    void shouldGiveEachRecordOneDispositionWhenCheckpointsTimeOutForAWhile(LocalCluster cluster)
            throws Exception {
        FaultPlan plan = FaultPlan.inSnapshot().times(3).hang(Duration.ofMillis(150));
        NumbersJob numbers = new NumbersJob(COUNT).follow(plan, FailurePolicy.of(RetryPolicy.NONE));
        numbers.env.getCheckpointConfig().setCheckpointTimeout(50);
        numbers.env.getCheckpointConfig().setTolerableCheckpointFailureNumber(1000);

        LocalJob job = numbers.finish(cluster);

        assertThat(plan.firings()).isEqualTo(3);
        assertThat(job.metrics().total("numberOfFailedCheckpoints")).isGreaterThanOrEqualTo(3);
        assertThat(job.restarts()).isZero();
        numbers.assertOneDisposition();
    }
}
