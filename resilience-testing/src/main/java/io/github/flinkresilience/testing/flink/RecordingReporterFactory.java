// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.flink;

import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.flink.annotation.Internal;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * Makes the reporter that keeps a cluster's metrics; public only because Flink loads it as a
 * service.
 *
 * <p>The cluster and its reporter live in one JVM and find each other by an id in the cluster's
 * configuration.
 */
@Internal
public final class RecordingReporterFactory implements MetricReporterFactory {

    static final String ID = "cluster-id";

    private static final ConcurrentMap<String, RecordingReporter> REPORTERS =
            new ConcurrentHashMap<>();

    @Override
    public MetricReporter createMetricReporter(Properties properties) {
        return reporter(properties.getProperty(ID, "none"));
    }

    static RecordingReporter reporter(String id) {
        return REPORTERS.computeIfAbsent(id, key -> new RecordingReporter());
    }

    static void forget(String id) {
        REPORTERS.remove(id);
    }
}
