// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkresilience.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a witness noted is there after {@code kill -9} of the process it ran in. */
class WitnessKillITCase {

    private static final String PASSED = "passed ";
    private static final int ENOUGH = 500;
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    @TempDir private Path directory;

    @Test
    void shouldHaveNotedWhatWentOnWhenItsProcessIsKilled() throws Exception {
        Path output = directory.resolve("output");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx512m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                WitnessKillITCase.class.getName(),
                                directory.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            Await.until("records have passed", DEADLINE, () -> passed(output).size() >= ENOUGH);
        } finally {
            process.destroyForcibly().waitFor();
        }

        assertThat(Witness.read("passed", directory)).map(Sighting::id).containsAll(passed(output));
    }

    private static List<String> passed(Path output) throws IOException {
        return Files.readString(output)
                .lines()
                .filter(line -> line.startsWith(PASSED) && line.endsWith("."))
                .map(line -> line.substring(PASSED.length(), line.length() - 1))
                .toList();
    }

    /** The process that dies: a job that prints what a witness has let pass. */
    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(1, new Configuration());
        env.fromSequence(0, Long.MAX_VALUE)
                .map(Witness.of("passed", Path.of(args[0]), String::valueOf))
                .map(WitnessKillITCase::print)
                .sinkTo(new DiscardingSink<>());
        env.execute();
    }

    private static Long print(Long number) {
        System.out.println(PASSED + number + ".");
        return number;
    }
}
