// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.assertions;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.flinkresilience.deadletter.DeadLetter;
import io.github.flinkresilience.deadletter.Payload;
import io.github.flinkresilience.deadletter.Stage;
import java.util.Arrays;
import java.util.function.Predicate;
import javax.annotation.Nullable;

/**
 * Something that a dead letter is or is not.
 *
 * @param words as they follow "dead letters": {@code in stage PROCESS}
 */
record DeadLetterTrait(String words, Predicate<DeadLetter> holds) {

    static DeadLetterTrait inStage(Stage stage) {
        return new DeadLetterTrait("in stage " + stage, letter -> letter.stage() == stage);
    }

    static DeadLetterTrait causedBy(String exceptionClass) {
        return new DeadLetterTrait(
                "caused by " + exceptionClass,
                letter ->
                        letter.failure().exceptionClass().equals(exceptionClass)
                                || letter.failure().causes().stream()
                                        .anyMatch(
                                                cause ->
                                                        (cause + ":")
                                                                .startsWith(exceptionClass + ":")));
    }

    static DeadLetterTrait fromTopic(String topic) {
        return new DeadLetterTrait(
                "from topic " + topic, letter -> topic.equals(letter.origin().topic()));
    }

    static DeadLetterTrait fromPartition(int partition) {
        return new DeadLetterTrait(
                "from partition " + partition, letter -> letter.origin().partition() == partition);
    }

    static DeadLetterTrait fromOffset(long offset) {
        return new DeadLetterTrait(
                "from offset " + offset, letter -> letter.origin().offset() == offset);
    }

    static DeadLetterTrait from(String origin) {
        return new DeadLetterTrait(
                "from " + origin, letter -> letter.origin().toString().equals(origin));
    }

    static DeadLetterTrait inOperator(String name) {
        return new DeadLetterTrait(
                "in operator " + name,
                letter ->
                        letter.operator().name().equals(name)
                                || name.equals(letter.operator().uid()));
    }

    static DeadLetterTrait withPayload(@Nullable byte[] bytes) {
        return new DeadLetterTrait(
                "with payload " + shown(bytes),
                letter -> Arrays.equals(letter.payload().bytes(), bytes));
    }

    static DeadLetterTrait withKey(@Nullable byte[] bytes) {
        return new DeadLetterTrait(
                "with key " + shown(bytes), letter -> Arrays.equals(bytes(letter.key()), bytes));
    }

    static DeadLetterTrait withAttempts(int count) {
        return new DeadLetterTrait(
                "with " + Listing.count(count, "attempt"),
                letter -> letter.attempts().count() == count);
    }

    static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }

    /** A dead letter on one line. */
    static String line(DeadLetter letter) {
        return "%s %s, %s, from %s, %s%s, payload %s"
                .formatted(
                        letter.stage(),
                        letter.failure().causes().stream()
                                .findFirst()
                                .orElse(letter.failure().exceptionClass())
                                .replace('\n', ' '),
                        "in " + letter.operator(),
                        letter.origin(),
                        Listing.count(letter.attempts().count(), "attempt"),
                        letter.key() == null ? "" : ", key " + letter.key(),
                        letter.payload());
    }

    @Nullable
    private static byte[] bytes(@Nullable Payload payload) {
        return payload == null ? null : payload.bytes();
    }

    /** Only bytes are compared, so their encoding is not shown. */
    private static String shown(@Nullable byte[] bytes) {
        String text = Payload.raw(bytes).toString();
        return text.substring(0, text.lastIndexOf(" ("));
    }
}
