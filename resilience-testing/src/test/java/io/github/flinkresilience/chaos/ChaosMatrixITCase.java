// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.chaos;

import io.github.flinkresilience.testing.cluster.ClusterLayout;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** All faults of real processes, one after the other, against one job. */
@Tag("chaos")
class ChaosMatrixITCase {

    private static final String AGAIN = "mvn verify -Pchaos -Dtest=ChaosMatrixITCase";

    @Test
    @Timeout(value = 40, unit = TimeUnit.MINUTES)
    void shouldLoseNothingWhateverHappens() throws Exception {
        ChaosSetup setup =
                ChaosSetup.of(
                                "matrix",
                                ClusterLayout.DEFAULT.withJobManagers(2).withTaskManagers(2, 2))
                        .withProxy()
                        .withApartDeadLetters();
        try (ChaosRun run = ChaosRun.start(setup, 0, AGAIN)) {
            ChaosCatalogue faults = new ChaosCatalogue(run);
            faults.taskManagerKilled(0);
            faults.jobManagerKilledWithStandby();
            faults.allFlinkKilled();
            faults.taskManagerPaused(1);
            faults.jobManagerPaused();
            faults.processEnded();
            faults.memoryUsedUp();
            faults.deadLetterBrokerPaused();
            faults.deadLetterBrokerKilled();
            faults.brokerKilled();
            faults.brokerPaused();
            faults.networkSlow();
            faults.networkCut();
            faults.networkReset();
            faults.networkHalfOpen();
        }
    }
}
