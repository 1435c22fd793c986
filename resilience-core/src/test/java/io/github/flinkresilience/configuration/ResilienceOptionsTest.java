// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.flinkresilience.failure.FailureDetail;
import io.github.flinkresilience.retry.Backoff;
import io.github.flinkresilience.retry.RetryPolicy;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResilienceOptionsTest {

    @Test
    void shouldDescribeTheDefaultsWhenNothingIsSet() {
        Configuration nothing = new Configuration();

        assertThat(ResilienceOptions.retryPolicy(nothing)).isEqualTo(RetryPolicy.DEFAULT);
        assertThat(ResilienceOptions.failureDetail(nothing)).isEqualTo(FailureDetail.DEFAULT);
    }

    @Test
    void shouldDescribeWhatIsSet() {
        Configuration config =
                Configuration.fromMap(
                        Map.of(
                                "resilience.retry.max-attempts", "7",
                                "resilience.retry.max-total-time", "20 s",
                                "resilience.retry.backoff", "exponential",
                                "resilience.retry.backoff.delay", "10 ms",
                                "resilience.retry.backoff.cap", "5 s",
                                "resilience.retry.backoff.multiplier", "3",
                                "resilience.retry.jitter", "0.5",
                                "resilience.dead-letter.max-stack-trace", "0",
                                "resilience.dead-letter.include-messages", "false"));

        assertThat(ResilienceOptions.retryPolicy(config))
                .isEqualTo(
                        new RetryPolicy(
                                7,
                                Backoff.exponential(
                                        Duration.ofMillis(10), Duration.ofSeconds(5), 3.0),
                                Duration.ofSeconds(20),
                                0.5));
        assertThat(ResilienceOptions.failureDetail(config)).isEqualTo(new FailureDetail(0, false));
    }

    @Test
    void shouldUseNoMoreThanTheKindOfBackoffNeeds() {
        Configuration fixed =
                Configuration.fromMap(
                        Map.of(
                                "resilience.retry.backoff", "fixed",
                                "resilience.retry.backoff.delay", "5 s",
                                "resilience.retry.backoff.cap", "1 s"));
        Configuration none =
                Configuration.fromMap(
                        Map.of(
                                "resilience.retry.backoff", "none",
                                "resilience.retry.backoff.delay", "0 s"));

        assertThat(ResilienceOptions.retryPolicy(fixed).backoff())
                .isEqualTo(Backoff.fixed(Duration.ofSeconds(5)));
        assertThat(ResilienceOptions.retryPolicy(none).backoff()).isEqualTo(Backoff.none());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "retry.max-attempts             | -1      | is -1; allowed is 1 (no retry) or more",
                "retry.max-total-time           | 0 s     | is PT0S; allowed is more than zero",
                "retry.max-total-time           | 2 d     | is PT48H; allowed is more than zero",
                "retry.jitter                   | 2       | is 2.0; allowed is 0.0 to 1.0",
                "retry.backoff.delay            | 0 s     | is PT0S; allowed is more than zero",
                "retry.backoff.cap              | 0 s     | is PT0S; allowed is more than zero",
                "retry.backoff.cap              | 1 ms    | allowed is resilience.retry.backoff.delay (PT0.1S) or more",
                "retry.backoff.multiplier       | 0.9     | is 0.9; allowed is 1.0 or more",
                "retry.backoff.multiplier       | NaN     | is NaN; allowed is 1.0 or more",
                "dead-letter.max-stack-trace    | -1      | is -1; allowed is 0 to 1048576 characters",
                "dead-letter.max-stack-trace    | 1048577 | is 1048577; allowed is 0 to 1048576"
            })
    void shouldNameOptionValueAndWhatIsAllowed(String option, String value, String message) {
        Configuration config = Configuration.fromMap(Map.of("resilience." + option, value));

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> {
                            ResilienceOptions.retryPolicy(config);
                            ResilienceOptions.failureDetail(config);
                        })
                .withMessageStartingWith("option resilience." + option + " is ")
                .withMessageContaining(message);
    }
}
