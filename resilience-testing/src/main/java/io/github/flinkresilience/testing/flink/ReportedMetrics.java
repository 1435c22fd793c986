// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.flink;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The metrics that a cluster, a job or an operator has reported so far, read by the ends of their
 * names.
 *
 * <p>A view: each call sees the values of its moment. Metrics of ended tasks stay, by their last
 * values; strings and other values that are no numbers are left out. Thread-safe; does not block.
 */
public final class ReportedMetrics {

    private final RecordingReporter reporter;
    private final Predicate<Map<String, String>> scope;

    ReportedMetrics(RecordingReporter reporter, Predicate<Map<String, String>> scope) {
        this.reporter = reporter;
        this.scope = scope;
    }

    /**
     * The metrics of the operators of one name.
     *
     * @param name as given to the operator; Flink cuts it after 80 characters
     */
    public ReportedMetrics ofOperator(String name) {
        return new ReportedMetrics(
                reporter,
                variables ->
                        scope.test(variables) && name.equals(variables.get("<operator_name>")));
    }

    /**
     * Every metric of a name, of all subtasks and all their attempts.
     *
     * @param suffix the last parts of the identifier, such as {@code numRecordsIn} or {@code
     *     group.name}; many names occur both for a task and for its operators
     */
    public List<ReportedMetric> named(String suffix) {
        return matching(suffix).toList();
    }

    /**
     * The sum over all subtasks, of the newest attempt of each: for counters whose value is in the
     * state.
     *
     * @param suffix as in {@link #named}; 0 if there is no such metric
     */
    public long latest(String suffix) {
        return matching(suffix)
                .collect(
                        Collectors.toMap(
                                ReportedMetric::identityAcrossAttempts,
                                metric -> metric.value().longValue(),
                                (older, newer) -> newer))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /**
     * The sum over all subtasks and all their attempts: for counters that start from 0 with each.
     *
     * @param suffix as in {@link #named}; 0 if there is no such metric
     */
    public long total(String suffix) {
        return matching(suffix).mapToLong(metric -> metric.value().longValue()).sum();
    }

    /**
     * The ledgers of all resilient operators and deserializers, of all subtasks and all their
     * attempts.
     */
    public List<ReportedLedger> ledgers() {
        return ReportedLedgers.of(
                reporter.metrics().filter(metric -> scope.test(metric.variables())));
    }

    private Stream<ReportedMetric> matching(String suffix) {
        return reporter.metrics()
                .filter(metric -> metric.isNamed(suffix) && scope.test(metric.variables()));
    }
}
