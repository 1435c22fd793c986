// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.junit;

import static io.github.flinkresilience.testing.junit.LocalClusterExtension.SLOTS_PER_TASK_MANAGER;
import static io.github.flinkresilience.testing.junit.LocalClusterExtension.TASK_MANAGERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkresilience.testing.Await;
import io.github.flinkresilience.testing.Flagged;
import io.github.flinkresilience.testing.faults.FaultPlan;
import io.github.flinkresilience.testing.flink.LocalCluster;
import io.github.flinkresilience.testing.flink.LocalJob;
import io.github.flinkresilience.testing.flink.MiscountedJob;
import io.github.flinkresilience.testing.flink.MiscountedJob.Counting;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

class LocalClusterExtensionITCase {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

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

    @Test
    void shouldReplaceTaskManagersWhenFlinkHasEndedThem() {
        assertThat(Flagged.in(CasesThatLoseATaskManager.class)).isEmpty();
    }

    private static void finish(LocalCluster cluster, Counting counting) throws Exception {
        MiscountedJob.submit(cluster, counting).awaitTermination(DEADLINE);
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
                    DEADLINE,
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

    /** Each needs all slots, and has a task that cannot be canceled: Flink ends its process. */
    @ExtendWith(LocalClusterExtension.class)
    static class CasesThatLoseATaskManager {
        @Test
        void once(LocalCluster cluster) throws Exception {
            loseOne(cluster);
        }

        @Test
        void again(LocalCluster cluster) throws Exception {
            loseOne(cluster);
        }

        private static void loseOne(LocalCluster cluster) throws Exception {
            Configuration impatience = new Configuration();
            impatience.setString("task.cancellation.timeout", "100");
            StreamExecutionEnvironment env =
                    StreamExecutionEnvironment.getExecutionEnvironment(impatience);
            env.setParallelism(TASK_MANAGERS * SLOTS_PER_TASK_MANAGER);
            FaultPlan deaf = FaultPlan.failAt(1).loop(Duration.ofSeconds(2));
            env.fromSequence(1, Long.MAX_VALUE)
                    .map(deaf.mapFunction())
                    .sinkTo(new DiscardingSink<>());
            LocalJob job = cluster.submit(env);
            job.awaitRunning(DEADLINE);
            Await.until("task is deaf", DEADLINE, () -> deaf.firings() == 1);

            job.cancel();

            Await.until(
                    "task manager is lost",
                    DEADLINE,
                    () -> cluster.metrics().total("numRegisteredTaskManagers") < TASK_MANAGERS);
        }
    }
}
