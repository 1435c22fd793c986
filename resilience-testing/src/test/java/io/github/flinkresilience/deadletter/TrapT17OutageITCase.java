// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkresilience.retry.RetriesSpent;
import java.net.ConnectException;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.Types;

/** T17: an outage fails the job where its policy says so, and drains nothing into dead letters. */
class TrapT17OutageITCase extends TrapScenario {

    @Override
    void build(JobUnderTest job) {
        job.end(
                job.process(
                        job.env.fromData("good", "bad", "good"),
                        Functions.failOnBad(new ConnectException("registry is down")),
                        Types.STRING));
    }

    @Override
    Handling ours() {
        return Handling.ours(THREE_TRIES.withRetriesSpent(RetriesSpent.FAIL_JOB));
    }

    @Override
    Handling obvious() {
        return Handling.obviousWithRetries(3, Duration.ZERO);
    }

    @Override
    void expect(Outcome outcome) {
        outcome.assertFailed("still fails after 3 tries", "registry is down", JobUnderTest.WRAPPED);
        assertThat(outcome.dead()).isEmpty();
    }

    @Override
    String faultOfTheObviousCode() {
        return "FINISHED";
    }
}
