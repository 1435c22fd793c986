// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.flink;

import java.util.Map;
import java.util.Optional;

/**
 * The ledger of one resilient operator or deserializer, in one attempt of one subtask, as its
 * metrics tell it.
 *
 * @param scope the full name of the group that the metrics stand in
 * @param variables Flink's scope variables of that group
 * @param live whether its task still runs: then the numbers may be of different moments
 * @param holdsRecords whether records may wait in its state, parked or for a retry: then what has
 *     come in since the start need not be what has gone out
 * @param sinceStart counted since the attempt started
 * @param sinceFirstStart counted in state, across restarts; empty where there is no state, as in
 *     deserializers
 */
public record ReportedLedger(
        String scope,
        Map<String, String> variables,
        boolean live,
        boolean holdsRecords,
        RecordCounts sinceStart,
        Optional<RecordCounts> sinceFirstStart) {

    /** The id of the execution attempt, as in Flink's logs and web page. */
    public String attemptId() {
        return variables.getOrDefault("<task_attempt_id>", "unknown");
    }

    @Override
    public String toString() {
        return "%s, subtask %s, attempt %s of job %s (metrics %s): since its start %s; %s"
                .formatted(
                        variables.getOrDefault("<operator_name>", "unknown operator"),
                        variables.getOrDefault("<subtask_index>", "unknown"),
                        variables.getOrDefault("<task_attempt_num>", "unknown"),
                        variables.getOrDefault("<job_id>", "unknown"),
                        scope,
                        sinceStart,
                        sinceFirstStart
                                .map(counts -> "in its state " + counts)
                                .orElse("no ledger in state"));
    }
}
