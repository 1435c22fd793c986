// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import io.github.flinkresilience.deadletter.DeadLetter;
import io.github.flinkresilience.deadletter.FailedAttempt;
import io.github.flinkresilience.deadletter.FailedAttempts;
import io.github.flinkresilience.deadletter.FiredTimer;
import io.github.flinkresilience.deadletter.Header;
import io.github.flinkresilience.deadletter.OperatorInfo;
import io.github.flinkresilience.deadletter.Origin;
import io.github.flinkresilience.deadletter.Payload;
import io.github.flinkresilience.deadletter.Stage;
import io.github.flinkresilience.failure.Failure;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.TimeDomain;

/** Dead letters of every shape, the same ones for the same seed. */
final class RandomDeadLetters {
    private static final String ALPHABET = "abcXYZ019 \t\n=:;,.%\u0000\"'é€漢🛒";
    private static final List<String> LIKE_OURS =
            List.of(
                    NativeHeader.VERSION,
                    NativeHeader.ORIGINAL_HEADERS,
                    NativeHeader.TIMER_DOMAIN,
                    NativeHeader.OPERATOR_UID,
                    NativeHeader.EXCEPTION_CAUSE + "0",
                    "__flink.errors.",
                    "kafka_dlt-original-topic");

    private final Random random;
    private final int scale;

    /**
     * @param scale length of the longest texts and payloads
     */
    RandomDeadLetters(long seed, int scale) {
        this.random = new Random(seed);
        this.scale = scale;
    }

    DeadLetter next() {
        return new DeadLetter(
                text(40),
                pick(Stage.values()),
                payload(),
                maybe(this::payload),
                origin(),
                operator(),
                new Failure(
                        text(60),
                        maybe(() -> text(scale / 4)),
                        text(scale),
                        list(16, () -> text(scale / 8)),
                        text(16)),
                attempts(),
                maybe(random::nextLong),
                maybe(random::nextLong),
                maybe(() -> new FiredTimer(pick(TimeDomain.values()), random.nextLong())),
                random.nextInt(),
                random.nextInt(),
                random.nextInt());
    }

    private Payload payload() {
        Payload whole = Payload.of(maybe(() -> bytes(scale)), text(8));
        return random.nextInt(4) == 0 ? whole.truncatedTo(random.nextInt(20)) : whole;
    }

    private Origin origin() {
        return new Origin(
                maybe(() -> text(20)),
                random.nextInt(6) - 1,
                random.nextLong(),
                random.nextLong(),
                maybe(() -> text(12)),
                list(6, this::header),
                maybe(() -> text(30)));
    }

    private Header header() {
        String name =
                random.nextInt(3) == 0 ? LIKE_OURS.get(random.nextInt(LIKE_OURS.size())) : text(12);
        return new Header(name, maybe(() -> bytes(40)));
    }

    private OperatorInfo operator() {
        return new OperatorInfo(
                text(20),
                text(32),
                text(20),
                maybe(() -> text(20)),
                random.nextInt(),
                random.nextInt());
    }

    private FailedAttempts attempts() {
        FailedAttempts attempts = FailedAttempts.first(attempt());
        for (int more = random.nextInt(12); more > 0; more--) {
            attempts = attempts.plus(attempt());
        }
        return attempts;
    }

    private FailedAttempt attempt() {
        return new FailedAttempt(
                Instant.ofEpochMilli(1_600_000_000_000L + random.nextInt()), text(16));
    }

    String text(int longest) {
        StringBuilder text = new StringBuilder();
        int[] letters = ALPHABET.codePoints().toArray();
        for (int left = random.nextInt(longest + 1); left > 0; left--) {
            text.appendCodePoint(letters[random.nextInt(letters.length)]);
        }
        return text.toString();
    }

    byte[] bytes(int longest) {
        byte[] bytes = new byte[random.nextInt(longest + 1)];
        random.nextBytes(bytes);
        return bytes;
    }

    private <T> T maybe(Supplier<T> value) {
        return random.nextInt(3) == 0 ? null : value.get();
    }

    private <T> List<T> list(int longest, Supplier<T> element) {
        return Stream.generate(element).limit(random.nextInt(longest + 1)).toList();
    }

    private <T> T pick(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
