// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.assertions;

import static io.github.flinkresilience.testing.assertions.ResilienceAssertions.assertThat;
import static io.github.flinkresilience.testing.assertions.ResilienceAssertions.assertThatThrownBy;

import io.github.flinkresilience.deadletter.DeadLetter;
import io.github.flinkresilience.deadletter.Stage;
import io.github.flinkresilience.testing.ledger.DeadLetterQueue;
import io.github.flinkresilience.testing.ledger.Sighting;
import java.io.IOException;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DeadLetterQueueAssertTest {

    private static final DeadLetterQueue QUEUE =
            DeadLetterQueue.of(
                    Letters.unreadable(0, 17, "bad"),
                    Letters.unreadable(1, 18, "worse"),
                    Letters.unreadable(1, 19, "bad"),
                    Letters.refused("k1", "100% off"));

    static Stream<Arguments> filters() {
        return Stream.of(
                filter(3, " in stage DESERIALIZE", queue -> queue.inStage(Stage.DESERIALIZE)),
                filter(1, " caused by java.io.IO", queue -> queue.causedBy(IOException.class)),
                filter(0, " caused by java.io.IO", queue -> queue.causedBy("java.io.IO")),
                filter(4, " in operator charge", queue -> queue.fromOperator("charge")),
                filter(3, " from topic orders", queue -> queue.fromTopic("orders")),
                filter(2, " from partition 1", queue -> queue.fromPartition(1)),
                filter(1, " from offset 19", queue -> queue.fromOffset(19)),
                filter(2, " with payload bad", queue -> queue.withPayload("bad")),
                filter(0, " with payload 0x00", queue -> queue.withPayload(new byte[1])),
                filter(1, " with key k1", queue -> queue.withKey("k1")),
                filter(3, " with key null", queue -> queue.withKey((byte[]) null)),
                filter(1, " with 3 attempts", queue -> queue.withAttempts(3)));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("filters")
    void shouldAssertAboutWhatAFilterLeaves(
            int size, String words, Function<DeadLetterQueueAssert, DeadLetterQueueAssert> filter) {
        filter.apply(assertThat(QUEUE)).hasSize(size);
        assertThatThrownBy(() -> filter.apply(assertThat(QUEUE)).hasSize(9))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expected 9 dead letters" + words)
                .hasMessageContaining("but there are " + size);
    }

    @Test
    void shouldComposeFilters() {
        assertThat(QUEUE)
                .inStage(Stage.DESERIALIZE)
                .fromPartition(1)
                .withPayload("bad")
                .hasSize(1)
                .isNotEmpty()
                .singleElement()
                .hasOrigin("orders-1@19");
        assertThat(QUEUE).inStage(Stage.PROCESS).fromTopic("orders").isEmpty();
    }

    @Test
    void shouldShowWhatIsLeftAndWhatThereWas() {
        assertThatThrownBy(
                        () ->
                                assertThat(QUEUE)
                                        .as("the queue")
                                        .fromTopic("orders")
                                        .fromPartition(0)
                                        .isEmpty())
                .isInstanceOf(AssertionError.class)
                .hasMessage(
                        """
                        [the queue]\s
                        Expected 0 dead letters from topic orders from partition 0, but there are 1:
                          DESERIALIZE java.lang.IllegalArgumentException: not a number: bad, in charge (uid charge-uid)[0], from orders-0@17, 1 attempt, payload bad (raw)
                        All 4:
                          DESERIALIZE java.lang.IllegalArgumentException: not a number: bad, in charge (uid charge-uid)[0], from orders-0@17, 1 attempt, payload bad (raw)
                          DESERIALIZE java.lang.IllegalArgumentException: not a number: worse, in charge (uid charge-uid)[0], from orders-1@18, 1 attempt, payload worse (raw)
                          DESERIALIZE java.lang.IllegalArgumentException: not a number: bad, in charge (uid charge-uid)[0], from orders-1@19, 1 attempt, payload bad (raw)
                          PROCESS java.lang.IllegalStateException: refused, in charge (uid charge-uid)[0], from line 7, 3 attempts, key k1 (raw), payload 100% off (raw)""");
        assertThatThrownBy(() -> assertThat(QUEUE).withAttempts(7).isNotEmpty())
                .hasMessageContaining(
                        "Expected some dead letters with 7 attempts, but there are 0:\n  none\nAll 4:");
    }

    @Test
    void shouldShowNoMoreThanTwenty() {
        DeadLetterQueue many =
                DeadLetterQueue.of(
                        IntStream.range(0, 100)
                                .mapToObj(offset -> Letters.unreadable(0, offset, "x"))
                                .toList());

        assertThatThrownBy(() -> assertThat(many).isEmpty())
                .hasMessageContaining("orders-0@19")
                .hasMessageEndingWith("\n  ... and 80 more")
                .message()
                .doesNotContain("orders-0@20");
    }

    @Test
    void shouldCompareOriginsInAnyOrderButEachAsOftenAsGiven() {
        DeadLetterQueueAssert queue = assertThat(QUEUE);

        queue.containsExactlyOrigins("orders-1@18", "line 7", "orders-1@19", "orders-0@17");
        assertThatThrownBy(() -> queue.containsExactlyOrigins("orders-1@18"))
                .hasMessageContaining("from exactly [orders-1@18], but there are 4");
        assertThatThrownBy(
                        () ->
                                queue.fromPartition(0)
                                        .containsExactlyOrigins("orders-0@17", "orders-0@17"))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void shouldShowTheOthersWhenNotAllAreAsAsserted() {
        assertThat(QUEUE).fromTopic("orders").containsOnlyStage(Stage.DESERIALIZE);
        assertThat(QUEUE).fromTopic("orders").containsOnlyAttempts(1);
        assertThatThrownBy(() -> assertThat(QUEUE).containsOnlyAttempts(1))
                .hasMessageContaining(
                        "Expected all dead letters to be with 1 attempt, but 1 are not:\n  PROCESS")
                .message()
                .doesNotContain("DESERIALIZE");
        assertThatThrownBy(() -> assertThat(QUEUE).containsOnlyStage(Stage.PROCESS))
                .hasMessageContaining("in stage PROCESS, but 3 are not");
    }

    @Test
    void shouldGiveSightingsOfTheOriginals() {
        DeadLetterQueue filtered = QUEUE.filter(letter -> letter.stage() == Stage.PROCESS);

        assertThat(QUEUE.sightings())
                .map(Sighting::toString)
                .containsExactly(
                        "orders-0@17 (queue@0)",
                        "orders-1@18 (queue@1)",
                        "orders-1@19 (queue@2)",
                        "line 7 (queue@3)");
        assertThat(filtered.sightings(DeadLetter::id))
                .containsExactly(new Sighting("id", "k1", "100% off".getBytes(), "queue", 3));
    }

    private static Arguments filter(
            int size, String words, Function<DeadLetterQueueAssert, DeadLetterQueueAssert> filter) {
        return Arguments.of(size, words, filter);
    }
}
