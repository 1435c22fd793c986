// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import io.github.flinkresilience.testing.Await;
import io.github.flinkresilience.testing.faults.FaultPlan;
import io.github.flinkresilience.testing.flink.LocalCluster;
import io.github.flinkresilience.testing.flink.LocalJob;
import io.github.flinkresilience.testing.junit.LocalClusterExtension;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** F11: what user code must not do, it does; none of it is ever taken for a poison pill. */
@ExtendWith(LocalClusterExtension.class)
class FatalFaultsITCase {
    private static final int COUNT = 100;

    @ParameterizedTest
    @MethodSource
    void shouldRestartAndGiveEachRecordOneDispositionWhenUserCodeThrowsWhatIsFatal(
            FaultPlan plan, LocalCluster cluster) throws Exception {
        NumbersJob numbers = new NumbersJob(COUNT).follow(plan);

        LocalJob job = numbers.finish(cluster);

        assertThat(plan.firings()).isEqualTo(2);
        assertThat(job.restarts()).isEqualTo(2);
        numbers.assertOneDisposition();
    }

    static Stream<Named<FaultPlan>>
            shouldRestartAndGiveEachRecordOneDispositionWhenUserCodeThrowsWhatIsFatal() {
        FaultPlan twice = FaultPlan.failAt(COUNT / 4).times(2);
        return Stream.of(
                named("OutOfMemoryError", twice.outOfMemory()),
                named("StackOverflowError", twice.stackOverflow()),
                named("NoClassDefFoundError", twice.noClassDefFound()),
                named("InterruptedException", twice.interrupted()));
    }

    @ParameterizedTest
    @MethodSource
    void shouldEndWithoutADeadLetterWhenCancelledInTheMiddleOfARecord(
            FaultPlan plan, LocalCluster cluster) throws Exception {
        NumbersJob numbers = new NumbersJob(COUNT).follow(plan);
        LocalJob job = cluster.submit(numbers.env);
        Await.until("stuck", NumbersJob.DEADLINE, () -> plan.firings() == 1);

        job.cancel();

        assertThat(job.status()).isEqualTo(JobStatus.CANCELED);
        assertThat(job.restarts()).isZero();
        assertThat(job.metrics().ofOperator(NumbersJob.JUDGE).total("resilience.ledger.dead"))
                .isEqualTo(1);
        assertThat(numbers.dead()).isSubsetOf("3");
    }

    /** The 8th record; of those before, the number 3 is a poison pill. */
    static Stream<Named<FaultPlan>> shouldEndWithoutADeadLetterWhenCancelledInTheMiddleOfARecord() {
        return Stream.of(
                named("waits", FaultPlan.failAt(8).hang(Duration.ofHours(1))),
                named("loops", FaultPlan.failAt(8).loop(Duration.ofSeconds(2))));
    }
}
