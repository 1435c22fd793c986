// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.chaos;

import io.github.flinkresilience.testing.cluster.ClusterLayout;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A short selection of faults on real processes; the rest runs with the profile chaos. */
class ProcessFaultsITCase {

    @Test
    void shouldLoseNothingWhenProcessesAreKilled() throws Exception {
        long t0 = System.currentTimeMillis();
        try (ChaosSite site =
                ChaosSite.start(
                        Path.of("target", "chaos-short"),
                        ClusterLayout.DEFAULT.withTaskManagers(2, 2),
                        Map.of())) {
            System.out.println("up after " + (System.currentTimeMillis() - t0));
            site.flink().taskManager(0).restart();
            long t = System.currentTimeMillis();
            site.awaitProgress(t);
            System.out.println("tm after " + (System.currentTimeMillis() - t));
            t = System.currentTimeMillis();
            site.flink().jobManager(0).restart();
            site.awaitProgress(t);
            System.out.println("jm after " + (System.currentTimeMillis() - t));
            t = System.currentTimeMillis();
            site.restartKafka(() -> {});
            site.awaitProgress(System.currentTimeMillis());
            System.out.println("kafka after " + (System.currentTimeMillis() - t));
            site.finish().check();
            System.out.println("done after " + (System.currentTimeMillis() - t0));
        }
    }
}
