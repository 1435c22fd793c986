// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkresilience.deserialization.CapturedLog;
import io.github.flinkresilience.failure.Failure;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One line for what is new, and not one for each record. */
class FailureLogTest {
    private final CapturedLog captured = CapturedLog.of(FailureLog.class.getName());
    private final DeadLetter letter = GoldenDeadLetters.record();

    @AfterEach
    void close() {
        captured.close();
    }

    @Test
    void shouldLogEachNewKindOnceAndThenEachTenfold() {
        FailureLog log = new FailureLog(letter.operator(), false);
        for (int i = 0; i < 1_500; i++) {
            log.failed(letter);
        }
        log.failed(letter.withFailure(new Failure("Other", "x", "", List.of("Other: x"), "f00d")));

        assertThat(captured.lines()).hasSize(5);
        assertThat(captured.lines().get(0))
                .contains(
                        "New kind of failure 00112233445566ff",
                        "charge (uid charge-uid)[1]",
                        "stage PROCESS",
                        "orders-3@42",
                        "SocketException: closed",
                        "become dead letters");
        assertThat(captured.lines().subList(1, 4))
                .zipSatisfy(
                        List.of(10, 100, 1_000),
                        (line, count) ->
                                assertThat(line)
                                        .contains(
                                                "Failure 00112233445566ff",
                                                "occurred " + count + " times"));
        assertThat(captured.lines().get(4)).contains("New kind of failure f00d", "Other: x");
    }

    @Test
    void shouldSayThatRecordsAreSkippedWhereTheyAre() {
        new FailureLog(letter.operator(), true).failed(letter);

        assertThat(captured.lines()).singleElement().asString().contains("are skipped");
    }

    @Test
    void shouldForgetKindsInsteadOfFillingTheMemory() {
        FailureLog log = new FailureLog(letter.operator(), false);
        for (int round = 0; round < 2; round++) {
            for (int kind = 0; kind < 2_000; kind++) {
                log.failed(
                        letter.withFailure(new Failure("E", null, "", List.of(), "kind" + kind)));
            }
        }

        assertThat(captured.lines()).hasSize(4_000);
    }
}
