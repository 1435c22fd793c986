// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.flink;

import io.github.flinkresilience.metrics.ResilienceMetrics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts metrics together that belong to one operator instance. */
final class ReportedLedgers {

    private static final String GROUP = "." + ResilienceMetrics.GROUP + ".";
    private static final String TIMERS = ResilienceMetrics.STAGE + ".TIMER.";
    private static final String LEDGER = ResilienceMetrics.LEDGER + ".";

    private static final String PARKED = "parked";
    private static final String RETRYING = "retrying";

    private ReportedLedgers() {}

    private record Instance(String scope, String attemptId) {}

    /** Those whose counters are all there; an instance's metrics come and go one by one. */
    static List<ReportedLedger> of(Stream<ReportedMetric> metrics) {
        Map<Instance, Found> found = new LinkedHashMap<>();
        metrics.filter(metric -> metric.identifier().contains(GROUP))
                .forEach(
                        metric -> {
                            String name = metric.identifier();
                            int end = name.lastIndexOf(GROUP) + GROUP.length();
                            String attempt = metric.variables().get("<task_attempt_id>");
                            found.computeIfAbsent(
                                            new Instance(
                                                    name.substring(0, end - 1),
                                                    String.valueOf(attempt)),
                                            unknown -> new Found())
                                    .add(name.substring(end), metric);
                        });
        List<ReportedLedger> ledgers = new ArrayList<>();
        found.forEach((instance, seen) -> seen.ledger(instance.scope()).ifPresent(ledgers::add));
        return ledgers;
    }

    /** The numbers of one instance by the ends of their names. */
    private static final class Found {
        private final Map<String, Long> values = new HashMap<>();
        private Map<String, String> variables = Map.of();
        private long deadTimers;
        private boolean live;

        void add(String name, ReportedMetric metric) {
            long value = metric.value().longValue();
            values.put(name, value);
            live |= metric.live();
            if (name.startsWith(TIMERS)) {
                deadTimers += value;
            }
            if (name.equals(ResilienceMetrics.RECORDS_IN)) {
                // Labelled counters have labels among theirs.
                variables = metric.variables();
            }
        }

        Optional<ReportedLedger> ledger(String scope) {
            if (!values.containsKey(ResilienceMetrics.RECORDS_IN)
                    || !values.containsKey(ResilienceMetrics.RECORDS_OK)
                    || !values.containsKey(ResilienceMetrics.DEAD_LETTERS)
                    || !values.containsKey(ResilienceMetrics.RECORDS_SKIPPED)) {
                return Optional.empty();
            }
            return Optional.of(
                    new ReportedLedger(
                            scope,
                            variables,
                            live,
                            values.containsKey(LEDGER + PARKED)
                                    || values.containsKey(LEDGER + RETRYING),
                            sinceStart(),
                            sinceFirstStart()));
        }

        private RecordCounts sinceStart() {
            return new RecordCounts(
                    value(ResilienceMetrics.RECORDS_IN),
                    value(ResilienceMetrics.RECORDS_OK),
                    value(ResilienceMetrics.DEAD_LETTERS) - deadTimers,
                    value(ResilienceMetrics.RECORDS_SKIPPED),
                    0,
                    0);
        }

        private Optional<RecordCounts> sinceFirstStart() {
            if (!values.containsKey(LEDGER + "in")) {
                return Optional.empty();
            }
            return Optional.of(
                    new RecordCounts(
                            value(LEDGER + "in"),
                            value(LEDGER + "ok"),
                            value(LEDGER + "dead"),
                            value(LEDGER + "skipped"),
                            value(LEDGER + PARKED),
                            value(LEDGER + RETRYING)));
        }

        private long value(String name) {
            return values.getOrDefault(name, 0L);
        }
    }
}
