// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deserialization;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** Metrics of the second start of subtask 3 of an operator named "orders", to look at. */
public final class RecordingMetrics extends UnregisteredMetricsGroup {
    private static final Map<String, String> SCOPE =
            Map.of(
                    "<job_name>", "shop",
                    "<job_id>", "0123456789abcdef0123456789abcdef",
                    "<operator_name>", "orders",
                    "<subtask_index>", "3",
                    "<task_attempt_num>", "1");

    private final String prefix;
    private final Map<String, Counter> counters;

    public RecordingMetrics() {
        this("", new HashMap<>());
    }

    private RecordingMetrics(String prefix, Map<String, Counter> counters) {
        this.prefix = prefix;
        this.counters = counters;
    }

    /** The value of a counter, named with all its groups; 0 if there is none. */
    public long count(String name) {
        Counter counter = counters.get(name);
        return counter == null ? 0 : counter.getCount();
    }

    @Override
    public Counter counter(String name) {
        return counter(name, new SimpleCounter());
    }

    @Override
    public <C extends Counter> C counter(String name, C counter) {
        counters.put(prefix + name, counter);
        return counter;
    }

    @Override
    public MetricGroup addGroup(String name) {
        return new RecordingMetrics(prefix + name + ".", counters);
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
        return addGroup(key + "." + value);
    }

    @Override
    public Map<String, String> getAllVariables() {
        return SCOPE;
    }
}
