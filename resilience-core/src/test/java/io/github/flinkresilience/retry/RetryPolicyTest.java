// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.stream.Stream;
import org.apache.flink.util.InstantiationUtil;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RetryPolicyTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final RetryPolicy POLICY = RetryPolicy.of(4, Backoff.fixed(SECOND));

    @Test
    void shouldTellTheLongestHold() {
        assertThat(POLICY.longestHold()).isEqualTo(POLICY.maxTotalTime());
        assertThat(POLICY.withMaxTotalTime(SECOND).longestHold()).isEqualTo(SECOND);
        assertThat(RetryPolicy.NONE.longestHold()).isZero();
        assertThat(RetryPolicy.of(Integer.MAX_VALUE, Backoff.none()).longestHold())
                .isEqualTo(POLICY.maxTotalTime());
    }

    @Test
    void shouldBeTheSameAfterTheWayToTheTask() throws Exception {
        RetryPolicy policy = RetryPolicy.DEFAULT.withJitter(0.5).withMaxTotalTime(SECOND);

        assertThat(InstantiationUtil.clone(policy)).isEqualTo(policy);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(() -> RetryPolicy.of(0, Backoff.none()), "maxAttempts is 0; allowed is 1"),
                mistake(() -> RetryPolicy.of(-3, Backoff.none()), "maxAttempts is -3; allowed"),
                mistake(
                        () -> POLICY.withMaxTotalTime(Duration.ZERO),
                        "maxTotalTime is PT0S; allowed is more than zero and at most PT24H"),
                mistake(
                        () -> POLICY.withMaxTotalTime(Duration.ofDays(2)),
                        "maxTotalTime is PT48H; allowed"),
                mistake(() -> POLICY.withJitter(2), "jitter is 2.0; allowed is 0.0 to 1.0"),
                mistake(() -> POLICY.withJitter(-0.1), "jitter is -0.1; allowed"),
                mistake(() -> POLICY.withJitter(Double.NaN), "jitter is NaN; allowed"));
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
