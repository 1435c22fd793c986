// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkresilience.testing.Await;
import io.github.flinkresilience.testing.flink.MiscountedJob.Counting;
import io.github.flinkresilience.testing.junit.LedgerNotChecked;
import io.github.flinkresilience.testing.junit.LocalClusterExtension;
import java.time.Duration;
import org.apache.flink.api.common.JobStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(LocalClusterExtension.class)
@LedgerNotChecked("the ledgers of its jobs are wrong so that the check can find it out")
class LedgerCheckITCase {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    @ParameterizedTest
    @EnumSource(
            value = Counting.class,
            names = {"RIGHT", "BURIES_TIMERS_TOO", "FAILS_WITH_ONE_UNDER_WAY"})
    void shouldFindNothingWhenEachRecordHasItsDisposition(Counting counting, LocalCluster cluster)
            throws Exception {
        LedgerCheck check = startingNow(cluster);
        LocalJob job = MiscountedJob.submit(cluster, counting);
        job.awaitTermination(DEADLINE);

        assertThat(check.violations()).isEmpty();
        assertThat(job.metrics().ledgers()).singleElement().matches(ledger -> !ledger.live());
        assertThat(job.metrics().ledgers().get(0).sinceStart().in()).isEqualTo(10);
    }

    @Test
    void shouldFindNothingWhenATaskIsCancelledInARecord(LocalCluster cluster) throws Exception {
        LedgerCheck check = startingNow(cluster);
        LocalJob job = MiscountedJob.submit(cluster, Counting.BLOCKS_ON_THE_LAST);
        Await.until(
                "the last record under way",
                DEADLINE,
                () -> job.metrics().ledgers().get(0).sinceStart().in() == 10);
        assertThat(check.violations()).as("while it runs").isEmpty();
        job.cancel();

        assertThat(check.violations()).isEmpty();
        assertThat(job.metrics().ledgers().get(0).sinceStart().underWay()).isEqualTo(1);
    }

    @Test
    void shouldNameEverythingWhenAFinishedAttemptHasForgottenARecord(LocalCluster cluster)
            throws Exception {
        LedgerCheck check = startingNow(cluster);
        LocalJob job = MiscountedJob.submit(cluster, Counting.FORGETS_THE_LAST);
        assertThat(job.awaitTermination(DEADLINE)).isEqualTo(JobStatus.FINISHED);

        assertThat(check.violations())
                .singleElement()
                .asString()
                .contains("counted, subtask 0, attempt 0 of job " + job.id())
                .contains(
                        "in 10 = ok 5 + dead 2 + skipped 2 + parked 0 + retrying 0 + 1 without disposition")
                .contains("has finished: allowed are 0");
        assertThat(check.violations()).as("told once").isEmpty();
    }

    @Test
    void shouldTellWhenARecordHasTwoDispositions(LocalCluster cluster) throws Exception {
        LedgerCheck check = startingNow(cluster);
        MiscountedJob.submit(cluster, Counting.DISPOSES_TWICE_OF_THE_LAST)
                .awaitTermination(DEADLINE);

        assertThat(check.violations())
                .singleElement()
                .asString()
                .contains("+ -1 without disposition");
    }

    @Test
    void shouldTellWhenAFailedAttemptLacksTwo(LocalCluster cluster) throws Exception {
        LedgerCheck check = startingNow(cluster);
        LocalJob job = MiscountedJob.submit(cluster, Counting.FAILS_WITH_TWO_UNDER_WAY);
        assertThat(job.awaitTermination(DEADLINE)).isEqualTo(JobStatus.FAILED);

        assertThat(check.violations())
                .singleElement()
                .asString()
                .contains("2 without disposition")
                .contains("failed or cancelled: allowed are 0 or 1");
    }

    /** Others may have run unbalanced jobs on this cluster, for their own ends. */
    private static LedgerCheck startingNow(LocalCluster cluster) {
        LedgerCheck check = new LedgerCheck(cluster);
        check.violations();
        return check;
    }
}
