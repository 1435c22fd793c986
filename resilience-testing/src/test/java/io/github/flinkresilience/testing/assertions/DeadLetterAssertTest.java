// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.assertions;

import static io.github.flinkresilience.testing.assertions.ResilienceAssertions.assertThat;
import static io.github.flinkresilience.testing.assertions.ResilienceAssertions.assertThatThrownBy;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.flinkresilience.deadletter.DeadLetter;
import io.github.flinkresilience.deadletter.Stage;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DeadLetterAssertTest {

    private static final DeadLetter LETTER = Letters.refused("k1", "100% off");

    @Test
    void shouldPassWhenEverythingIsAsAsserted() {
        assertThat(LETTER)
                .isInStage(Stage.PROCESS)
                .isCausedBy(IllegalStateException.class)
                .isCausedBy(IOException.class)
                .isCausedBy("java.io.IOException")
                .isFromOperator("charge")
                .isFromOperator("charge-uid")
                .hasOrigin("line 7")
                .hasKey("k1")
                .hasPayload("100% off")
                .hasAttempts(3);
        assertThat(Letters.unreadable(0, 17, "x")).hasKey((byte[]) null).hasOrigin("orders-0@17");
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong("in stage SINK", letter -> letter.isInStage(Stage.SINK)),
                wrong("caused by java.lang.E", letter -> letter.isCausedBy("java.lang.E")),
                wrong("caused by java.io.IO", letter -> letter.isCausedBy("java.io.IO")),
                wrong("caused by java.lang.Error", letter -> letter.isCausedBy(Error.class)),
                wrong("in operator char", letter -> letter.isFromOperator("char")),
                wrong("from line 70", letter -> letter.hasOrigin("line 70")),
                wrong("with key k", letter -> letter.hasKey("k")),
                wrong("with key null", letter -> letter.hasKey((byte[]) null)),
                wrong("with payload 100% of", letter -> letter.hasPayload("100% of")),
                wrong("with payload 0x00", letter -> letter.hasPayload(new byte[1])),
                wrong("with 2 attempts", letter -> letter.hasAttempts(2)),
                wrong("with 1 attempt,", letter -> letter.hasAttempts(1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void shouldShowTheDeadLetterWhenItIsOtherwise(String words, Consumer<DeadLetterAssert> wrong) {
        assertThatThrownBy(() -> wrong.accept(assertThat(LETTER).as("the letter")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("[the letter]", "Expected a dead letter " + words)
                .hasMessageContainingAll(
                        "PROCESS failed in charge", "card: declined", "line 7", "100% off", "k1");
    }

    @Test
    void shouldFailWhenThereIsNone() {
        assertThatThrownBy(() -> assertThat((DeadLetter) null).hasPayload("x".getBytes(UTF_8)))
                .isInstanceOf(AssertionError.class);
    }

    private static Arguments wrong(String words, Consumer<DeadLetterAssert> wrong) {
        return Arguments.of(words, wrong);
    }
}
