// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.chaos;

import io.github.flinkresilience.testing.cluster.ClusterLayout;
import java.nio.file.Path;

/**
 * What a chaos run is made of.
 *
 * @param name of the run, and of its directory
 * @param behindProxy whether a proxy stands between the job and Kafka
 * @param apartDeadLetters whether dead letters go to a broker of their own
 */
record ChaosSetup(
        String name, ClusterLayout layout, boolean behindProxy, boolean apartDeadLetters) {

    static ChaosSetup of(String name, ClusterLayout layout) {
        return new ChaosSetup(name, layout, false, false);
    }

    ChaosSetup withProxy() {
        return new ChaosSetup(name, layout, true, apartDeadLetters);
    }

    ChaosSetup withApartDeadLetters() {
        return new ChaosSetup(name, layout, behindProxy, true);
    }

    Path directory() {
        return Path.of("target", "chaos", name).toAbsolutePath();
    }
}
