// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.flink;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.Stream;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Meter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;

/**
 * Keeps every metric of one cluster: a live one as it is, an ended one by its last value, so that
 * nothing holds on to ended tasks.
 *
 * <p>Thread-safe. Values are read outside of the lock: a gauge may wait for a thread that is just
 * registering a metric.
 */
final class RecordingReporter implements MetricReporter {

    /**
     * Enough for hundreds of jobs; a cluster that serves a whole test run must not fill the heap.
     */
    private static final int ENDED_LIMIT = 100_000;

    private final Map<Key, LiveMetric> live = new LinkedHashMap<>();
    private final Queue<ReportedMetric> ended = new ArrayDeque<>();

    private record Key(Metric metric, String identifier) {}

    private record LiveMetric(String identifier, Map<String, String> variables, Metric metric) {

        Optional<ReportedMetric> read(boolean live) {
            return value(metric)
                    .map(value -> new ReportedMetric(identifier, variables, value, live));
        }
    }

    @Override
    public void open(MetricConfig config) {}

    @Override
    public void close() {}

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
        String identifier = group.getMetricIdentifier(name);
        LiveMetric added = new LiveMetric(identifier, group.getAllVariables(), metric);
        synchronized (this) {
            live.put(new Key(metric, identifier), added);
        }
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
        Key key = new Key(metric, group.getMetricIdentifier(name));
        LiveMetric removed;
        synchronized (this) {
            removed = live.get(key);
        }
        Optional<ReportedMetric> last =
                Optional.ofNullable(removed).flatMap(known -> known.read(false));
        synchronized (this) {
            live.remove(key);
            last.ifPresent(ended::add);
            if (ended.size() > ENDED_LIMIT) {
                ended.remove();
            }
        }
    }

    /** All metrics that have a number now: ended ones first, then live ones in order of birth. */
    Stream<ReportedMetric> metrics() {
        List<ReportedMetric> before;
        List<LiveMetric> now;
        synchronized (this) {
            before = List.copyOf(ended);
            now = new ArrayList<>(live.values());
        }
        return Stream.concat(
                before.stream(), now.stream().flatMap(metric -> metric.read(true).stream()));
    }

    private static Optional<Number> value(Metric metric) {
        if (metric instanceof Counter counter) {
            return Optional.of(counter.getCount());
        }
        if (metric instanceof Meter meter) {
            return Optional.of(meter.getCount());
        }
        if (metric instanceof Histogram histogram) {
            return Optional.of(histogram.getCount());
        }
        if (metric instanceof Gauge<?> gauge) {
            return gaugeValue(gauge);
        }
        return Optional.empty();
    }

    private static Optional<Number> gaugeValue(Gauge<?> gauge) {
        try {
            return Optional.ofNullable(gauge.getValue())
                    .filter(Number.class::isInstance)
                    .map(Number.class::cast);
        } catch (RuntimeException e) {
            // Gauges of closed components may throw; they have no value then.
            return Optional.empty();
        }
    }
}
