// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import io.github.flinkresilience.deadletter.FailurePolicy;
import io.github.flinkresilience.failure.TransientException;
import io.github.flinkresilience.retry.Backoff;
import io.github.flinkresilience.retry.RetryPolicy;
import io.github.flinkresilience.testing.Await;
import io.github.flinkresilience.testing.faults.FaultPlan;
import io.github.flinkresilience.testing.faults.ManualClock;
import io.github.flinkresilience.testing.flink.LocalCluster;
import io.github.flinkresilience.testing.flink.LocalJob;
import io.github.flinkresilience.testing.junit.LocalClusterExtension;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * F20: the clock jumps an hour either way or stands still while a record is retried. It may cost
 * retries or grant some, but never a record, and never more tries than there are.
 */
@ExtendWith(LocalClusterExtension.class)
class ClockFaultsITCase {
    private static final int COUNT = 30;
    private static final int MAX_ATTEMPTS = 5;
    private static final Duration BACKOFF = Duration.ofSeconds(30);
    private static final Duration HOUR = Duration.ofHours(1);

    private final ManualClock clock = ManualClock.create();
    private final FailurePolicy policy =
            FailurePolicy.of(
                            RetryPolicy.of(MAX_ATTEMPTS, Backoff.fixed(BACKOFF))
                                    .withMaxTotalTime(BACKOFF.multipliedBy(2)))
                    .withClock(clock);

    @ParameterizedTest
    @MethodSource
    void shouldBuryARecordThatAlwaysFailsWithinItsTries(
            Consumer<ManualClock> fault, int tries, LocalCluster cluster) throws Exception {
        FaultPlan plan = failing().always();
        NumbersJob numbers = new NumbersJob(COUNT).follow(plan, policy);

        LocalJob job = run(numbers, fault, cluster);

        assertThat(job.restarts()).isZero();
        assertThat(plan.firings()).isEqualTo(tries);
        numbers.assertOneDisposition(
                number -> number == 20 || Judge.isPoison(number), number -> false);
    }

    static Stream<Arguments> shouldBuryARecordThatAlwaysFailsWithinItsTries() {
        return Stream.of(
                Arguments.of(named("is right", fault(clock -> {})), 3),
                Arguments.of(named("jumps forth", fault(clock -> clock.jump(HOUR))), 2),
                Arguments.of(
                        named("jumps back", fault(clock -> clock.jump(HOUR.negated()))),
                        MAX_ATTEMPTS),
                Arguments.of(named("stands still", fault(ManualClock::freeze)), MAX_ATTEMPTS));
    }

    @Test
    void shouldProcessARecordThatRecoversThoughTheClockStandsStill(LocalCluster cluster)
            throws Exception {
        FaultPlan plan = failing().times(MAX_ATTEMPTS - 1);
        NumbersJob numbers = new NumbersJob(COUNT).follow(plan, policy);

        run(numbers, ManualClock::freeze, cluster);

        assertThat(plan.firings()).isEqualTo(MAX_ATTEMPTS - 1);
        numbers.assertOneDisposition();
    }

    @Test
    void shouldEndWhenCancelledThoughNoTimePasses(LocalCluster cluster) throws Exception {
        NumbersJob numbers = new NumbersJob(COUNT).follow(failing().always(), policy);
        LocalJob job = cluster.submit(numbers.env);
        clock.awaitSleepers(1, NumbersJob.DEADLINE);

        job.cancel();

        assertThat(job.status()).isEqualTo(JobStatus.CANCELED);
        assertThat(clock.sleepers()).isEmpty();
        assertThat(numbers.dead()).doesNotContain("20");
    }

    /** Brings the fault about in the first wait; then lets time pass, one wait after the other. */
    private LocalJob run(NumbersJob numbers, Consumer<ManualClock> fault, LocalCluster cluster)
            throws Exception {
        LocalJob job = cluster.submit(numbers.env);
        clock.awaitSleepers(1, NumbersJob.DEADLINE);
        fault.accept(clock);
        Await.until("the job has ended", NumbersJob.DEADLINE, () -> hasEnded(job));
        return NumbersJob.awaitFinish(job);
    }

    private boolean hasEnded(LocalJob job) {
        if (!clock.sleepers().isEmpty()) {
            clock.advance(BACKOFF);
        }
        return job.status().isGloballyTerminalState();
    }

    private static FaultPlan failing() {
        return FaultPlan.on((Long number) -> number == 20).throwing(TransientException.class);
    }

    private static Consumer<ManualClock> fault(Consumer<ManualClock> fault) {
        return fault;
    }
}
