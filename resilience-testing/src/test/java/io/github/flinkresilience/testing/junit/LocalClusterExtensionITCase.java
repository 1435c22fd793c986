// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkresilience.testing.Await;
import io.github.flinkresilience.testing.Flagged;
import io.github.flinkresilience.testing.flink.LocalCluster;
import io.github.flinkresilience.testing.flink.LocalJob;
import io.github.flinkresilience.testing.flink.MiscountedJob;
import io.github.flinkresilience.testing.flink.MiscountedJob.Counting;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

class LocalClusterExtensionITCase {

    @Test
    void shouldFailTheTestsThatLeaveALedgerUnbalanced() {
        Map<String, String> flagged =
                Flagged.in(Cases.class, ExceptedCases.class, CasesExceptedForNoReason.class);

        assertThat(flagged)
                .containsOnlyKeys(
                        "Cases.forgotten", "Cases.stillRunning", "CasesExceptedForNoReason.right");
        assertThat(flagged.get("Cases.forgotten"))
                .contains("counted, subtask 0")
                .contains("+ 1 without disposition");
        assertThat(flagged.get("Cases.stillRunning")).contains("+ -1 without disposition");
        assertThat(flagged.get("CasesExceptedForNoReason.right")).contains("without a reason");
    }

    private static void finish(LocalCluster cluster, Counting counting) throws Exception {
        MiscountedJob.submit(cluster, counting).awaitTermination(Duration.ofSeconds(30));
    }

    @ExtendWith(LocalClusterExtension.class)
    static class Cases {
        @Test
        void right(LocalCluster cluster) throws Exception {
            finish(cluster, Counting.RIGHT);
        }

        @Test
        void forgotten(LocalCluster cluster) throws Exception {
            finish(cluster, Counting.FORGETS_THE_LAST);
        }

        @Test
        void stillRunning(LocalCluster cluster) throws Exception {
            LocalJob job = MiscountedJob.submit(cluster, Counting.DISPOSES_TWICE_AND_BLOCKS);
            Await.until(
                    "all records in",
                    Duration.ofSeconds(30),
                    () -> job.metrics().ledgers().get(0).sinceStart().underWay() < 0);
        }

        @Test
        @LedgerNotChecked("to see that it is not checked")
        void excepted(LocalCluster cluster) throws Exception {
            finish(cluster, Counting.FORGETS_THE_LAST);
        }
    }

    @ExtendWith(LocalClusterExtension.class)
    @LedgerNotChecked("to see that it is not checked")
    static class ExceptedCases {
        @Test
        void forgotten(LocalCluster cluster) throws Exception {
            finish(cluster, Counting.FORGETS_THE_LAST);
        }
    }

    @ExtendWith(LocalClusterExtension.class)
    @LedgerNotChecked(" ")
    static class CasesExceptedForNoReason {
        @Test
        void right(LocalCluster cluster) throws Exception {
            finish(cluster, Counting.RIGHT);
        }
    }
}
