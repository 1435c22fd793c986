// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.flink;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;

/**
 * What a local cluster sets where its user does not.
 *
 * <p>Keys are text because the types of some of these options differ between Flink 1.20 and 2.x.
 */
final class LocalConfiguration {

    private static final String REPORTER = "flink-resilience-testing";
    private static final String REPORTERS = "metrics.reporters";
    private static final String LOOPBACK = "127.0.0.1";

    private static final Map<String, String> DEFAULTS =
            Map.ofEntries(
                    Map.entry("jobmanager.rpc.address", LOOPBACK),
                    Map.entry("jobmanager.bind-host", LOOPBACK),
                    Map.entry("taskmanager.host", LOOPBACK),
                    Map.entry("taskmanager.bind-host", LOOPBACK),
                    Map.entry("rest.address", LOOPBACK),
                    Map.entry("rest.bind-address", LOOPBACK),
                    Map.entry("rest.bind-port", "0"),
                    Map.entry("taskmanager.memory.network.min", "32m"),
                    Map.entry("taskmanager.memory.network.max", "32m"),
                    Map.entry("taskmanager.memory.managed.size", "64m"),
                    // Slots of a dead job master are free again with the next heartbeat.
                    Map.entry("heartbeat.interval", "500"),
                    Map.entry("cluster.registration.initial-timeout", "100"),
                    Map.entry("cluster.registration.refused-registration-delay", "500"));

    private LocalConfiguration() {}

    /** Defaults, then the user's options, then the metric reporter, whatever else reports. */
    static Configuration complete(Configuration user, String reporterId) {
        Map<String, String> options = new HashMap<>(DEFAULTS);
        options.putAll(user.toMap());
        String prefix = "metrics.reporter." + REPORTER + ".";
        options.put(prefix + "factory.class", RecordingReporterFactory.class.getName());
        options.put(prefix + RecordingReporterFactory.ID, reporterId);
        options.computeIfPresent(REPORTERS, (key, names) -> names + "," + REPORTER);
        return Configuration.fromMap(options);
    }
}
