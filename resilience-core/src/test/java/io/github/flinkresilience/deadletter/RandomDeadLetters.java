// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import io.github.flinkresilience.failure.Failure;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.TimeDomain;

/** Dead letters of every shape, the same ones for the same seed. */
public final class RandomDeadLetters {
    private static final int[] LETTERS = "abc019 \t\n=:;\u0000\"'é€漢🛒".codePoints().toArray();

    private final Random random;
    private final int longest;

    /**
     * Makes the same dead letters for the same arguments.
     *
     * @param longest length of the longest texts and payloads
     */
    public RandomDeadLetters(long seed, int longest) {
        this.random = new Random(seed);
        this.longest = longest;
    }

    /** Another one. */
    public DeadLetter next() {
        return new DeadLetter(
                text(),
                pick(Stage.values()),
                payload(),
                maybe(this::payload),
                origin(),
                new OperatorInfo(text(), text(), text(), maybe(this::text), number(), number()),
                new Failure(text(), maybe(this::text), text(), list(this::text), text()),
                attempts(),
                maybe(random::nextLong),
                maybe(random::nextLong),
                maybe(() -> new FiredTimer(pick(TimeDomain.values()), random.nextLong())),
                number(),
                number(),
                number());
    }

    private Payload payload() {
        return Payload.of(maybe(this::bytes), text()).truncatedTo(random.nextInt(longest));
    }

    private Origin origin() {
        return new Origin(
                maybe(this::text),
                number(),
                random.nextLong(),
                random.nextLong(),
                maybe(this::text),
                list(() -> new Header(text(), maybe(this::bytes))),
                maybe(this::text));
    }

    private FailedAttempts attempts() {
        FailedAttempts attempts = FailedAttempts.first(attempt());
        for (FailedAttempt more : list(this::attempt)) {
            attempts = attempts.plus(more);
        }
        return attempts;
    }

    private FailedAttempt attempt() {
        return new FailedAttempt(Instant.ofEpochMilli(random.nextLong()), text());
    }

    private int number() {
        return random.nextInt();
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        random.ints(random.nextInt(longest), 0, LETTERS.length)
                .forEach(letter -> text.appendCodePoint(LETTERS[letter]));
        return text.toString();
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(longest)];
        random.nextBytes(bytes);
        return bytes;
    }

    private <T> T maybe(Supplier<T> value) {
        return random.nextInt(3) == 0 ? null : value.get();
    }

    private <T> List<T> list(Supplier<T> element) {
        return Stream.generate(element).limit(random.nextInt(12)).toList();
    }

    private <T> T pick(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
