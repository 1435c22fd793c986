// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.retry;

import org.apache.flink.annotation.PublicEvolving;

/** What happens to a record whose failure is transient, when all its retries have failed. */
@PublicEvolving
public enum RetriesSpent {
    /** It becomes a dead letter, as a poison pill does at once. */
    DEAD_LETTER,
    /**
     * The job fails and restarts from its last checkpoint: an outage of a schema registry or a
     * database then does not drain the topic into the dead letters.
     */
    FAIL_JOB
}
