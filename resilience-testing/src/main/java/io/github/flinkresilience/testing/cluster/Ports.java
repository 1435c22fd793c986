// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.cluster;

import io.github.flinkresilience.testing.process.FreePorts;
import java.util.List;
import java.util.stream.IntStream;

/** The ports that a cluster's processes must know before they start. */
record Ports(int rpc, int zooKeeper, int quorum, int election, List<Integer> rest) {

    static Ports free(int jobManagers) {
        return new Ports(
                FreePorts.next(),
                FreePorts.next(),
                FreePorts.next(),
                FreePorts.next(),
                IntStream.range(0, jobManagers).map(i -> FreePorts.next()).boxed().toList());
    }
}
