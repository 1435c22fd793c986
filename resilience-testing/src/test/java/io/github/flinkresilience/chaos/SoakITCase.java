// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.chaos;

import io.github.flinkresilience.testing.cluster.ClusterLayout;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Faults at random, for as long as one likes. The seed is printed; it gives the same schedule. */
@Tag("soak")
class SoakITCase {

    @Test
    @Timeout(value = 25, unit = TimeUnit.HOURS)
    void shouldLoseNothingWhateverHappensForLong() throws Exception {
        long seed = seed();
        Duration time = Duration.ofMinutes(Long.getLong("soak.minutes", 60));
        String again =
                "mvn verify -Psoak -Dsoak.minutes=%d -Dsoak.seed=%d"
                        .formatted(time.toMinutes(), seed);
        System.out.println("The same schedule again: " + again);
        ChaosSetup setup =
                ChaosSetup.of(
                                "soak",
                                ClusterLayout.DEFAULT.withJobManagers(2).withTaskManagers(2, 2))
                        .withProxy()
                        .withApartDeadLetters();
        try (ChaosRun run = ChaosRun.start(setup, seed, again)) {
            List<Meeting> faults = faults(new ChaosCatalogue(run));
            Random random = new Random(seed);
            long end = System.nanoTime() + time.toNanos();
            while (System.nanoTime() < end) {
                faults.get(random.nextInt(faults.size())).meet();
            }
        }
    }

    private static long seed() {
        String given = System.getProperty("soak.seed", "");
        return given.isEmpty() ? new Random().nextLong() : Long.parseLong(given);
    }

    private interface Meeting {
        void meet() throws Exception;
    }

    private static List<Meeting> faults(ChaosCatalogue catalogue) {
        return List.of(
                () -> catalogue.taskManagerKilled(0),
                () -> catalogue.taskManagerKilled(1),
                catalogue::jobManagerKilledWithStandby,
                catalogue::allFlinkKilled,
                () -> catalogue.taskManagerPaused(0),
                () -> catalogue.taskManagerPaused(1),
                catalogue::jobManagerPaused,
                catalogue::deadLetterBrokerPaused,
                catalogue::deadLetterBrokerKilled,
                catalogue::brokerKilled,
                catalogue::brokerPaused,
                catalogue::networkSlow,
                catalogue::networkCut,
                catalogue::networkReset,
                catalogue::networkHalfOpen);
    }
}
