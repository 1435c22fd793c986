// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.configuration;

import io.github.flinkresilience.retry.Backoff;
import java.time.Duration;
import java.util.function.Predicate;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;

/** An option and the value that it was given, to be checked. */
record Setting<T>(String key, T value) {
    static final String DELAYS = "more than zero and at most " + Backoff.LONGEST;

    static <T> Setting<T> of(ReadableConfig config, ConfigOption<T> option) {
        return new Setting<>(option.key(), config.get(option));
    }

    Setting<T> require(Predicate<T> rule, String allowed) {
        if (!rule.test(value)) {
            throw new IllegalArgumentException(
                    "option %s is %s; allowed is %s".formatted(key, value, allowed));
        }
        return this;
    }

    static boolean isDelay(Duration duration) {
        return !duration.isZero()
                && !duration.isNegative()
                && duration.compareTo(Backoff.LONGEST) <= 0;
    }
}
