// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import org.apache.flink.annotation.PublicEvolving;

/**
 * Fails the job when a record's transient failure has outlasted all its retries and the policy is
 * {@link io.github.flinkresilience.retry.RetriesSpent#FAIL_JOB}.
 */
@PublicEvolving
public class RetriesSpentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RetriesSpentException(String record, int attempts, Throwable last) {
        super(
                "%s still fails after %d tries: the job fails and restarts from its last checkpoint, as its policy asks for (FAIL_JOB)"
                        .formatted(record, attempts),
                last);
    }
}
