// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkresilience.testing.flink.ReportedMetrics;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.util.ExceptionUtils;

/**
 * How a job has ended.
 *
 * @param dead its dead letters as texts, see {@link Handling#deadLetters}
 * @param letters the same as they are; empty for the obvious code
 * @param metrics those of the wrapped operator
 */
record Outcome(
        JobStatus status,
        @Nullable Throwable failure,
        List<Object> results,
        List<String> dead,
        List<DeadLetter> letters,
        ReportedMetrics metrics) {

    void assertFinished() {
        assertThat(status)
                .as(() -> "the job ended with " + failureText())
                .isEqualTo(JobStatus.FINISHED);
    }

    /** That the job failed, and that its failure or one of the causes says so. */
    void assertFailed(String... why) {
        assertThat(status).isEqualTo(JobStatus.FAILED);
        assertThat(failureText()).contains(why);
    }

    private String failureText() {
        return failure == null ? "no failure" : ExceptionUtils.stringifyException(failure);
    }
}
