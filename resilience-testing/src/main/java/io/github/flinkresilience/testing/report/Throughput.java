// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import javax.annotation.Nullable;

/**
 * Records per second of every series of a run, at the same times for all.
 *
 * <p>A point is the mean over one step, at the step's middle. Between two samples a count is taken
 * to have grown evenly; before the first and after the last nothing is known. A step is two seconds
 * at least, so that a commit each second does not look like stop and go.
 *
 * @param step seconds
 * @param times seconds since the start of the run
 * @param rates of each series, null where it is not known
 */
record Throughput(double step, List<Double> times, Map<String, List<Double>> rates) {

    private static final long SHORTEST_STEP = 2_000;
    private static final long MOST_POINTS = 600;
    private static final double MILLIS = 1_000;

    static Throughput of(ChaosRun run) {
        long length = Math.max(0, run.endedAt() - run.startedAt());
        long step = Math.max(SHORTEST_STEP, length / MOST_POINTS / 1_000 * 1_000 + 1_000);
        List<Double> times = new ArrayList<>();
        for (long from = 0; from + step <= length; from += step) {
            times.add((from + step / 2.0) / MILLIS);
        }
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        counts(run).forEach((name, counts) -> rates.put(name, rates(counts, step, times.size())));
        return new Throughput(step / MILLIS, times, rates);
    }

    private static Map<String, NavigableMap<Long, Long>> counts(ChaosRun run) {
        Map<String, NavigableMap<Long, Long>> counts = new LinkedHashMap<>();
        for (ChaosRun.Sample sample : run.samples()) {
            counts.computeIfAbsent(sample.series(), name -> new TreeMap<>())
                    .put(sample.at() - run.startedAt(), sample.count());
        }
        return counts;
    }

    private static List<Double> rates(NavigableMap<Long, Long> counts, long step, int points) {
        List<Double> rates = new ArrayList<>();
        for (int i = 0; i < points; i++) {
            Double before = countAt(counts, i * step);
            Double after = countAt(counts, (i + 1) * step);
            rates.add(before == null || after == null ? null : (after - before) * MILLIS / step);
        }
        return rates;
    }

    @Nullable
    private static Double countAt(NavigableMap<Long, Long> counts, long time) {
        Map.Entry<Long, Long> before = counts.floorEntry(time);
        Map.Entry<Long, Long> after = counts.ceilingEntry(time);
        if (before == null || after == null) {
            return null;
        }
        long gap = after.getKey() - before.getKey();
        double grown = after.getValue() - before.getValue();
        return gap == 0
                ? before.getValue()
                : before.getValue() + grown * (time - before.getKey()) / gap;
    }
}
