// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.chaos;

import io.github.flinkresilience.testing.cluster.ClusterLayout;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A short selection of the faults on real processes; the profile chaos has them all. */
@Tag("processes")
class ProcessFaultsITCase {

    @Test
    void shouldLoseNothingWhenProcessesAreKilled() throws Exception {
        try (ChaosRun run =
                ChaosRun.start(
                        ChaosSetup.of("short", ClusterLayout.DEFAULT.withTaskManagers(2, 2)),
                        0,
                        "mvn verify")) {
            ChaosCatalogue faults = new ChaosCatalogue(run);
            faults.taskManagerKilled(0);
            faults.jobManagerKilled();
            faults.brokerKilled();
        }
    }
}
