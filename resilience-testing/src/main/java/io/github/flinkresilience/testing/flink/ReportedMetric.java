// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.flink;

import java.util.Map;

/**
 * A metric's value at one moment.
 *
 * @param identifier the full scoped name, such as {@code
 *     localhost.taskmanager.ID.job.operator.0.numRecordsIn}
 * @param variables Flink's scope variables, such as {@code <job_id>} and {@code <operator_name>}
 * @param value a counter's, meter's or histogram's count, or a gauge's number
 * @param live whether its task or component still runs; if not, the value is the last one
 */
public record ReportedMetric(
        String identifier, Map<String, String> variables, Number value, boolean live) {

    boolean isNamed(String suffix) {
        return identifier.equals(suffix) || identifier.endsWith("." + suffix);
    }

    /** The same for all attempts of a subtask, whichever task manager they run on. */
    String identityAcrossAttempts() {
        String taskManager = variables.get("<tm_id>");
        String place = taskManager == null ? identifier : identifier.replace(taskManager, "");
        return variables.get("<job_id>") + place;
    }
}
