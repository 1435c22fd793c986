// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkresilience.retry.Backoff;
import io.github.flinkresilience.retry.RetryPolicy;
import io.github.flinkresilience.testing.flink.LocalCluster;
import io.github.flinkresilience.testing.flink.LocalJob;
import io.github.flinkresilience.testing.junit.LocalClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A job in which obvious code loses or corrupts records: run with this library it meets the
 * expectations, run with that code it does not. So the expectations are known to notice.
 */
@ExtendWith(LocalClusterExtension.class)
abstract class TrapScenario {
    static final FailurePolicy THREE_TRIES = FailurePolicy.of(RetryPolicy.of(3, Backoff.none()));

    /** Describes the job. */
    abstract void build(JobUnderTest job);

    /** What has to be true at its end. */
    abstract void expect(Outcome outcome);

    /** Part of what the failed expectation says about the obvious code. */
    abstract String faultOfTheObviousCode();

    Handling ours() {
        return Handling.ours(THREE_TRIES);
    }

    Handling obvious() {
        return Handling.obvious(Exception.class);
    }

    /** What to do before the job ends. */
    void whileRunning(LocalJob running, JobUnderTest job) {}

    @Test
    void shouldMeetExpectations(LocalCluster cluster) throws Exception {
        expect(run(cluster, ours()));
    }

    @Test
    void shouldNotMeetThemWithTheObviousCode(LocalCluster cluster) throws Exception {
        Outcome outcome = run(cluster, obvious());

        assertThatThrownBy(() -> expect(outcome))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(faultOfTheObviousCode());
    }

    private Outcome run(LocalCluster cluster, Handling handling) throws Exception {
        JobUnderTest job = new JobUnderTest(handling);
        build(job);
        LocalJob running = cluster.submit(job.env);
        whileRunning(running, job);
        return job.outcome(running);
    }
}
