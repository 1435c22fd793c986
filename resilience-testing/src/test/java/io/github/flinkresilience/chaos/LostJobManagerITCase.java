// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.chaos;

import static io.github.flinkresilience.testing.assertions.ResilienceAssertions.assertThat;
import static io.github.flinkresilience.testing.assertions.ResilienceAssertions.assertThatThrownBy;

import io.github.flinkresilience.testing.cluster.ClusterLayout;
import io.github.flinkresilience.testing.cluster.RemoteJob;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobStatus;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Without high availability a job dies with its job manager. Its last checkpoint is all that is
 * left, and somebody has to submit it again; if the checkpoint is damaged, that is refused.
 */
@Tag("chaos")
class LostJobManagerITCase {

    private static final String AGAIN = "mvn verify -Pchaos -Dtest=LostJobManagerITCase";

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void shouldLoseNothingWhenSubmittedAgainFromLastCheckpoint() throws Exception {
        ClusterLayout layout =
                ClusterLayout.DEFAULT.withTaskManagers(2, 2).withoutHighAvailability();
        try (ChaosRun run = ChaosRun.start(ChaosSetup.of("no-ha", layout), 0, AGAIN)) {
            ChaosSite site = run.site();
            run.meet(
                    "F2 without HA",
                    "job manager killed without high availability; job submitted again by hand",
                    site.flink().jobManager(0).toString(),
                    () -> jobManagerLost(site));
            run.meet(
                    "F9",
                    "restored from damaged checkpoints, which is refused; then from a whole one",
                    "metadata of checkpoints",
                    () -> checkpointsDamaged(site));
        }
    }

    private static int jobManagerLost(ChaosSite site) throws Exception {
        RemoteJob lost = site.job();
        site.flink().jobManager(0).restart();
        site.flink().awaitTaskManagers(2, ChaosSite.DEADLINE);
        assertThatThrownBy(lost::status).isInstanceOf(IOException.class);
        site.replaceJob(
                site.submitFrom(RetainedCheckpoint.last(site.flink().checkpoints()).path()));
        return 1;
    }

    private static int checkpointsDamaged(ChaosSite site) throws Exception {
        site.job().cancel(ChaosSite.DEADLINE);
        RetainedCheckpoint whole = RetainedCheckpoint.last(site.flink().checkpoints());
        Path copies = site.notes().resolveSibling("damaged");
        for (Damage damage : Damage.values()) {
            Path damaged = whole.copy(copies.resolve(damage.name()), damage);
            assertThat(outcome(site, damaged))
                    .as("restored from metadata that is " + damage)
                    .isEqualTo(JobStatus.FAILED);
        }
        site.replaceJob(site.submitFrom(whole.path()));
        return 0;
    }

    private static JobStatus outcome(ChaosSite site, Path checkpoint) throws IOException {
        RemoteJob job;
        try {
            job = site.submitFrom(checkpoint);
        } catch (Exception refused) {
            return JobStatus.FAILED;
        }
        return job.awaitTermination(ChaosSite.DEADLINE);
    }
}
