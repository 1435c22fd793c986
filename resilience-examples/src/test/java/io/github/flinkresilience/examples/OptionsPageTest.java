// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkresilience.configuration.ResilienceOptions;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.apache.flink.util.TimeUtils;
import org.junit.jupiter.api.Test;

/**
 * The page of options is made from the options. After a change of them: {@code mvn -pl
 * resilience-examples -am test -Dtest=OptionsPageTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Dpages.write}.
 */
class OptionsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "options.md");

    @Test
    void shouldListEveryOption() throws Exception {
        String page = page();
        if (System.getProperty("pages.write") != null) {
            Files.writeString(PAGE, page);
        }

        assertThat(written()).isEqualTo(page);
    }

    private static String written() throws IOException {
        return Files.readString(PAGE);
    }

    private static String page() throws IllegalAccessException {
        return """
                # Options

                Set in Flink's configuration: `flink run -D...`, or `config.yaml` where the job's `main` runs. What the code of a
                job sets wins over these; these win over the defaults.

                | option | default | type | what it does |
                |---|---|---|---|
                """
                + options().stream().map(OptionsPageTest::row).collect(Collectors.joining());
    }

    private static List<ConfigOption<?>> options() throws IllegalAccessException {
        List<ConfigOption<?>> options = new ArrayList<>();
        for (Field field : ResilienceOptions.class.getFields()) {
            if (field.get(null) instanceof ConfigOption<?> option) {
                options.add(option);
            }
        }
        return options;
    }

    private static String row(ConfigOption<?> option) {
        Object value = option.defaultValue();
        return "| `%s` | `%s` | %s | %s |%n"
                .formatted(
                        option.key(),
                        value instanceof Duration duration
                                ? TimeUtils.formatWithHighestUnit(duration)
                                : value,
                        type(value),
                        new HtmlFormatter().format(option.description()));
    }

    private static String type(Object value) {
        return value instanceof Enum<?> constant
                ? Arrays.stream(constant.getDeclaringClass().getEnumConstants())
                        .map(Object::toString)
                        .collect(Collectors.joining(", "))
                : value.getClass().getSimpleName();
    }
}
