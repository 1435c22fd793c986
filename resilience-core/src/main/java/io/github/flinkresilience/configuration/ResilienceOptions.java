// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.configuration;

import io.github.flinkresilience.failure.FailureDetail;
import io.github.flinkresilience.retry.Backoff;
import io.github.flinkresilience.retry.RetriesSpent;
import io.github.flinkresilience.retry.RetryPolicy;
import java.time.Duration;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;

/**
 * The options of Flink's configuration that tune a deployed job without a build. What the code of
 * the job sets wins over the configuration; the configuration wins over the defaults here.
 *
 * <p>They are read where the job is built: give them as {@code flink run -D...}, in the
 * configuration of an application cluster, or in {@code config.yaml} of the client.
 */
@PublicEvolving
public final class ResilienceOptions {
    /** The kinds of {@link Backoff}. */
    public enum BackoffType {
        NONE,
        FIXED,
        EXPONENTIAL
    }

    public static final ConfigOption<Integer> RETRY_MAX_ATTEMPTS =
            ConfigOptions.key("resilience.retry.max-attempts")
                    .intType()
                    .defaultValue(RetryPolicy.DEFAULT.maxAttempts())
                    .withDescription(
                            "How often a record is tried in all when its failure is transient, the first try included; 1 is no retry.");

    public static final ConfigOption<Duration> RETRY_MAX_TOTAL_TIME =
            ConfigOptions.key("resilience.retry.max-total-time")
                    .durationType()
                    .defaultValue(RetryPolicy.DEFAULT.maxTotalTime())
                    .withDescription(
                            "No further try starts once this much time has passed since the first failure of a record. Keep it well below the checkpoint timeout: no barrier passes while a record is retried.");

    public static final ConfigOption<BackoffType> RETRY_BACKOFF =
            ConfigOptions.key("resilience.retry.backoff")
                    .enumType(BackoffType.class)
                    .defaultValue(BackoffType.EXPONENTIAL)
                    .withDescription("How the wait between two tries grows.");

    public static final ConfigOption<Duration> RETRY_BACKOFF_DELAY =
            ConfigOptions.key("resilience.retry.backoff.delay")
                    .durationType()
                    .defaultValue(Duration.ofMillis(100))
                    .withDescription("The wait after the first failed try.");

    public static final ConfigOption<Duration> RETRY_BACKOFF_CAP =
            ConfigOptions.key("resilience.retry.backoff.cap")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(1))
                    .withDescription("The longest wait of an exponential backoff.");

    public static final ConfigOption<Double> RETRY_BACKOFF_MULTIPLIER =
            ConfigOptions.key("resilience.retry.backoff.multiplier")
                    .doubleType()
                    .defaultValue(2.0)
                    .withDescription(
                            "What each wait of an exponential backoff is multiplied with.");

    public static final ConfigOption<Double> RETRY_JITTER =
            ConfigOptions.key("resilience.retry.jitter")
                    .doubleType()
                    .defaultValue(RetryPolicy.DEFAULT.jitter())
                    .withDescription("Which part of each wait is random, 0.0 to 1.0.");

    public static final ConfigOption<RetriesSpent> RETRIES_SPENT =
            ConfigOptions.key("resilience.retry.spent")
                    .enumType(RetriesSpent.class)
                    .defaultValue(RetriesSpent.DEAD_LETTER)
                    .withDescription(
                            "What happens when all retries have failed: the record becomes a dead letter, or the job fails and restarts from its last checkpoint.");

    public static final ConfigOption<Integer> MAX_STACK_TRACE =
            ConfigOptions.key("resilience.dead-letter.max-stack-trace")
                    .intType()
                    .defaultValue(FailureDetail.DEFAULT.maxStackTrace())
                    .withDescription(
                            "Longest stack trace kept in a dead letter, in characters; 0 keeps none.");

    public static final ConfigOption<Boolean> INCLUDE_MESSAGES =
            ConfigOptions.key("resilience.dead-letter.include-messages")
                    .booleanType()
                    .defaultValue(FailureDetail.DEFAULT.messages())
                    .withDescription(
                            "Whether dead letters and logs keep exception messages, which may hold personal data of the record.");

    private ResilienceOptions() {}

    /**
     * The retry policy that the configuration describes.
     *
     * @throws IllegalArgumentException naming the option, its value, and what is allowed
     */
    public static RetryPolicy retryPolicy(ReadableConfig config) {
        Setting.of(config, RETRY_MAX_ATTEMPTS).require(n -> n >= 1, "1 (no retry) or more");
        Setting.of(config, RETRY_MAX_TOTAL_TIME).require(Setting::isDelay, Setting.DELAYS);
        Setting.of(config, RETRY_JITTER).require(j -> j >= 0.0 && j <= 1.0, "0.0 to 1.0");
        return new RetryPolicy(
                config.get(RETRY_MAX_ATTEMPTS),
                backoff(config),
                config.get(RETRY_MAX_TOTAL_TIME),
                config.get(RETRY_JITTER));
    }

    /**
     * How much of a failure the configuration keeps.
     *
     * @throws IllegalArgumentException naming the option, its value, and what is allowed
     */
    public static FailureDetail failureDetail(ReadableConfig config) {
        Setting.of(config, MAX_STACK_TRACE)
                .require(
                        n -> n >= 0 && n <= FailureDetail.LARGEST_STACK_TRACE,
                        "0 to " + FailureDetail.LARGEST_STACK_TRACE + " characters");
        return new FailureDetail(config.get(MAX_STACK_TRACE), config.get(INCLUDE_MESSAGES));
    }

    private static Backoff backoff(ReadableConfig config) {
        BackoffType type = config.get(RETRY_BACKOFF);
        if (type == BackoffType.NONE) {
            return Backoff.none();
        }
        Setting.of(config, RETRY_BACKOFF_DELAY).require(Setting::isDelay, Setting.DELAYS);
        Duration delay = config.get(RETRY_BACKOFF_DELAY);
        if (type == BackoffType.FIXED) {
            return Backoff.fixed(delay);
        }
        Setting.of(config, RETRY_BACKOFF_CAP)
                .require(Setting::isDelay, Setting.DELAYS)
                .require(
                        cap -> cap.compareTo(delay) >= 0,
                        RETRY_BACKOFF_DELAY.key() + " (" + delay + ") or more");
        Setting.of(config, RETRY_BACKOFF_MULTIPLIER)
                .require(m -> m >= 1.0 && !Double.isInfinite(m), "1.0 or more");
        return Backoff.exponential(
                delay, config.get(RETRY_BACKOFF_CAP), config.get(RETRY_BACKOFF_MULTIPLIER));
    }
}
