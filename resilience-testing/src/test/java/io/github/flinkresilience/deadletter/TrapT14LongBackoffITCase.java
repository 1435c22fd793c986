// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkresilience.failure.TransientException;
import io.github.flinkresilience.retry.Backoff;
import io.github.flinkresilience.retry.RetryPolicy;
import io.github.flinkresilience.testing.Await;
import io.github.flinkresilience.testing.flink.LocalJob;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.typeinfo.Types;

/** T14: a task that waits to retry can be cancelled, and its record is then no dead letter. */
class TrapT14LongBackoffITCase extends TrapScenario {
    private static final Duration BACKOFF = Duration.ofSeconds(50);

    private final Tape<String> tries = new Tape<>();
    private Duration cancelling = Duration.ZERO;

    @Override
    void build(JobUnderTest job) {
        Tape<String> tries = this.tries;
        job.end(
                job.process(
                        job.env.fromData("good"),
                        Functions.of(
                                (record, out) -> {
                                    tries.add(record);
                                    throw new TransientException("busy");
                                }),
                        Types.STRING));
    }

    @Override
    Handling ours() {
        return Handling.ours(
                FailurePolicy.of(
                        RetryPolicy.of(2, Backoff.fixed(BACKOFF))
                                .withMaxTotalTime(BACKOFF.multipliedBy(2))));
    }

    @Override
    Handling obvious() {
        return Handling.obviousWithRetries(2, BACKOFF);
    }

    @Override
    void whileRunning(LocalJob running, JobUnderTest job) {
        Await.until("first try", JobUnderTest.DEADLINE, () -> tries.size() > 0);
        Instant start = Instant.now();
        running.cancel();
        cancelling = Duration.between(start, Instant.now());
    }

    @Override
    void expect(Outcome outcome) {
        assertThat(outcome.status()).isEqualTo(JobStatus.CANCELED);
        assertThat(cancelling).isLessThan(BACKOFF.dividedBy(2));
        assertThat(tries.played()).hasSize(1);
        assertThat(outcome.dead()).isEmpty();
    }

    @Override
    String faultOfTheObviousCode() {
        return "good";
    }
}
