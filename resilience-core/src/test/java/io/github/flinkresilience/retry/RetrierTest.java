// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetrierTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Backoff GROWING = Backoff.exponential(SECOND, Duration.ofSeconds(8));

    private final ManualClock clock = new ManualClock();

    @AfterEach
    void clearInterruption() {
        boolean unused = Thread.interrupted();
    }

    @Test
    void shouldTryAsOftenAsThePolicySays() throws Exception {
        Retrier retrier = Retrier.of(RetryPolicy.of(3, GROWING), clock);

        assertThat(triesOf(retrier)).isEqualTo(3);
        assertThat(clock.sleeps()).containsExactly(SECOND, SECOND.multipliedBy(2));
    }

    @Test
    void shouldStartAnewWithEachRecord() throws Exception {
        Retrier retrier = Retrier.of(RetryPolicy.of(2, GROWING), clock);

        assertThat(triesOf(retrier)).isEqualTo(2);
        assertThat(triesOf(retrier)).isEqualTo(2);
        assertThat(clock.sleeps()).containsExactly(SECOND, SECOND);
    }

    @Test
    void shouldNotWaitBeyondTheTotalTime() throws Exception {
        RetryPolicy policy = RetryPolicy.of(100, GROWING).withMaxTotalTime(Duration.ofSeconds(7));

        assertThat(triesOf(Retrier.of(policy, clock))).isEqualTo(4);
        assertThat(clock.sleeps()).hasSize(3);
        assertThat(triesOf(Retrier.of(policy.withMaxTotalTime(SECOND.multipliedBy(6)), clock)))
                .isEqualTo(3);
    }

    @Test
    void shouldCountTheTimeOfTheTriesThemselves() throws Exception {
        Retrier retrier =
                Retrier.of(RetryPolicy.of(100, Backoff.none()).withMaxTotalTime(SECOND), clock);

        assertThat(retrier.attemptFailed()).isEqualTo(1);
        clock.pass(SECOND);
        assertThat(retrier.awaitNextAttempt()).isTrue();
        assertThat(retrier.attemptFailed()).isEqualTo(2);
        clock.pass(Duration.ofNanos(1));
        assertThat(retrier.awaitNextAttempt()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0.0, 1000", "0.5, 900", "0.999, 800"})
    void shouldShortenTheWaitByTheJitterAtMost(double random, long millis) throws Exception {
        RetryPolicy policy = RetryPolicy.of(2, Backoff.fixed(SECOND)).withJitter(0.2);

        assertThat(triesOf(Retrier.of(policy, clock, () -> random))).isEqualTo(2);
        assertThat(clock.sleeps().get(0))
                .isCloseTo(Duration.ofMillis(millis), SECOND.dividedBy(999));
    }

    @Test
    void shouldStayWithinTheJitterWhenItIsReallyRandom() throws Exception {
        RetryPolicy policy =
                RetryPolicy.of(1_000, Backoff.fixed(SECOND))
                        .withMaxTotalTime(Backoff.LONGEST)
                        .withJitter(0.2);

        assertThat(triesOf(Retrier.of(policy, clock))).isEqualTo(1_000);
        assertThat(clock.sleeps())
                .allSatisfy(wait -> assertThat(wait).isBetween(Duration.ofMillis(800), SECOND));
        assertThat(clock.sleeps().stream().distinct().count()).isGreaterThan(10);
    }

    @Test
    void shouldEndTheWaitWhenTheTaskIsInterrupted() {
        Retrier retrier =
                Retrier.of(
                        RetryPolicy.of(2, Backoff.fixed(Duration.ofHours(1)))
                                .withMaxTotalTime(Backoff.LONGEST));
        retrier.attemptFailed();
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(InterruptedException.class).isThrownBy(retrier::awaitNextAttempt);
    }

    private static int triesOf(Retrier retrier) throws InterruptedException {
        retrier.reset();
        int tries;
        do {
            tries = retrier.attemptFailed();
        } while (retrier.awaitNextAttempt());
        return tries;
    }
}
