// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** T28 among others: a wait is a pure function of the attempts, and never overflows. */
class TrapT28BackoffTest {
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration CAP = Duration.ofMinutes(1);
    private static final Backoff EXPONENTIAL = Backoff.exponential(FIRST, CAP);

    @Test
    void shouldDoubleUpToTheCap() {
        assertThat(Stream.of(1, 2, 3, 9, 10, 11).map(EXPONENTIAL::delayAfter))
                .containsExactly(
                        FIRST,
                        FIRST.multipliedBy(2),
                        FIRST.multipliedBy(4),
                        FIRST.multipliedBy(256),
                        FIRST.multipliedBy(512),
                        CAP);
    }

    @ParameterizedTest
    @ValueSource(ints = {55, 60, 65, Integer.MAX_VALUE})
    void shouldStayAtTheCapHoweverOftenARecordIsTried(int failedAttempts) {
        assertThat(EXPONENTIAL.delayAfter(failedAttempts)).isEqualTo(CAP);
    }

    /** Kafka Connect's way: right until the shift reaches the highest bits. */
    @Test
    void shouldNoticeThatTheObviousShiftOverflows() {
        assertThat(IntStream.rangeClosed(55, 65))
                .anySatisfy(
                        attempt ->
                                assertThat(FIRST.toMillis() << (attempt - 1))
                                        .isLessThan(CAP.toMillis()));
    }

    @Test
    void shouldBeTheSameForRecordsThatShareIt() {
        for (int attempt = 1; attempt <= 4; attempt++) {
            Duration ofOneRecord = EXPONENTIAL.delayAfter(attempt);

            assertThat(EXPONENTIAL.delayAfter(attempt)).isEqualTo(ofOneRecord);
        }
    }

    @Test
    void shouldGrowByTheMultiplier() {
        Backoff slow = Backoff.exponential(FIRST, CAP, 1.5);

        assertThat(slow.delayAfter(3)).isEqualTo(Duration.ofMillis(225));
        assertThat(Backoff.exponential(FIRST, CAP, 1.0).delayAfter(Integer.MAX_VALUE))
                .isEqualTo(FIRST);
    }

    @Test
    void shouldReachTheLongestWaitAndNoMore() {
        Backoff longest = Backoff.exponential(Duration.ofNanos(1), Backoff.LONGEST, 1e300);

        assertThat(longest.delayAfter(2)).isEqualTo(Backoff.LONGEST);
        assertThat(longest.delayAfter(Integer.MAX_VALUE)).isEqualTo(Backoff.LONGEST);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, Integer.MAX_VALUE})
    void shouldAlwaysBeTheSameWhenFixedOrNone(int failedAttempts) {
        assertThat(Backoff.fixed(FIRST).delayAfter(failedAttempts)).isEqualTo(FIRST);
        assertThat(Backoff.none().delayAfter(failedAttempts)).isZero();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(() -> Backoff.fixed(Duration.ZERO), "delay of the fixed backoff is PT0S"),
                mistake(() -> Backoff.fixed(Duration.ofHours(25)), "PT25H; allowed is more than"),
                mistake(
                        () -> Backoff.exponential(Duration.ofMillis(-1), CAP),
                        "first delay of the exponential backoff is PT-0.001S"),
                mistake(
                        () -> Backoff.exponential(FIRST, Duration.ZERO),
                        "cap of the exponential backoff is PT0S; allowed is more than zero"),
                mistake(
                        () -> Backoff.exponential(CAP, FIRST),
                        "cap of the exponential backoff is PT0.1S; allowed is its first delay PT1M"),
                mistake(
                        () -> Backoff.exponential(FIRST, CAP, 0.5),
                        "multiplier of the exponential backoff is 0.5; allowed is 1.0 or more"),
                mistake(() -> Backoff.exponential(FIRST, CAP, Double.NaN), "is NaN; allowed"),
                mistake(
                        () -> Backoff.exponential(FIRST, CAP, Double.POSITIVE_INFINITY),
                        "is Infinity; allowed"),
                mistake(
                        () -> EXPONENTIAL.delayAfter(0),
                        "failedAttempts is 0; allowed is 1 or more"),
                mistake(() -> Backoff.none().delayAfter(-1), "failedAttempts is -1"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void shouldNameTheMistake(ThrowingCallable mistake, String message) {
        assertThatIllegalArgumentException().isThrownBy(mistake).withMessageContaining(message);
    }

    private static Arguments mistake(ThrowingCallable mistake, String message) {
        return Arguments.of(mistake, message);
    }
}
