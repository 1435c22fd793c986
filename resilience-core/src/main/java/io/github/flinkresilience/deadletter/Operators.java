// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import java.util.Map;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.MetricGroup;

/** Finds out which operator instance it is called in. */
@Internal
public final class Operators {
    private Operators() {}

    static OperatorInfo of(RuntimeContext context, String name, @Nullable String uid) {
        return new OperatorInfo(
                context.getJobInfo().getJobName(),
                context.getJobInfo().getJobId().toString(),
                name,
                uid,
                context.getTaskInfo().getIndexOfThisSubtask(),
                context.getTaskInfo().getAttemptNumber());
    }

    /**
     * What the scope of a metric group says: the only place where a deserializer can learn it.
     * Numbers that it does not say are 0, names are {@code unknown}.
     */
    public static OperatorInfo of(MetricGroup group) {
        Map<String, String> scope = group.getAllVariables();
        return new OperatorInfo(
                scope.getOrDefault("<job_name>", "unknown"),
                scope.getOrDefault("<job_id>", "unknown"),
                scope.getOrDefault("<operator_name>", "unknown"),
                null,
                number(scope.get("<subtask_index>")),
                number(scope.get("<task_attempt_num>")));
    }

    private static int number(@Nullable String text) {
        return text == null || !text.matches("\\d{1,9}") ? 0 : Integer.parseInt(text);
    }
}
