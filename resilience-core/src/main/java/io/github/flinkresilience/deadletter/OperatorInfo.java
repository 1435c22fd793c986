// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import java.io.Serializable;
import java.util.Objects;
import javax.annotation.Nullable;
import org.apache.flink.annotation.PublicEvolving;

/**
 * The operator instance that a record failed in.
 *
 * @param jobName name of the job
 * @param jobId id of the job, 32 hexadecimal digits
 * @param name name of the operator
 * @param uid uid of the operator, or null where the job sets none
 * @param subtask index of the parallel instance, from 0
 * @param attempt how often the task has been started before: 0 for the first time
 */
@PublicEvolving
public record OperatorInfo(
        String jobName, String jobId, String name, @Nullable String uid, int subtask, int attempt)
        implements Serializable {
    public OperatorInfo {
        Objects.requireNonNull(jobName, "jobName");
        Objects.requireNonNull(jobId, "jobId");
        Objects.requireNonNull(name, "name");
    }

    /** {@code name[subtask]}, with the uid where there is one. */
    @Override
    public String toString() {
        return name + (uid == null ? "" : " (uid " + uid + ")") + "[" + subtask + "]";
    }
}
