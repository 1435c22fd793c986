// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkresilience.deadletter.DeadLetter;
import io.github.flinkresilience.deadletter.FailurePolicy;
import io.github.flinkresilience.deadletter.Header;
import io.github.flinkresilience.deadletter.Payload;
import io.github.flinkresilience.deserialization.Decoded;
import io.github.flinkresilience.deserialization.RunningDeserializer;
import io.github.flinkresilience.failure.FailureClassifier;
import io.github.flinkresilience.failure.FailureKind;
import io.github.flinkresilience.failure.PoisonPillException;
import io.github.flinkresilience.retry.RetryPolicy;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every sequence of bytes is legal input: it becomes what the bare deserializer makes of it, or a
 * dead letter that holds the record byte for byte and names what the bare deserializer throws.
 *
 * <p>More of it: {@code -Dfuzz.inputs=1000000}, other ones: {@code -Dfuzz.seed=...}.
 */
class UnreadableBytesFuzzTest {
    private static final int INPUTS =
            Integer.getInteger("fuzz.inputs", 10_000) / RealSchema.values().length;
    private static final long SEED = Long.getLong("fuzz.seed", 4711L);

    /** One try; a stack overflow is declared a poison pill. */
    static final FailurePolicy POLICY =
            FailurePolicy.of(RetryPolicy.NONE)
                    .withClassifier(
                            FailureClassifier.defaults()
                                    .treating(StackOverflowError.class, FailureKind.POISON));

    @ParameterizedTest
    @EnumSource
    void shouldEmitTheValueOrADeadLetterWhateverTheBytes(RealSchema schema) throws Exception {
        RandomMessages messages = new RandomMessages(SEED, schema);
        RunningDeserializer<String> bare = RunningDeserializer.of(schema.schema());
        RunningKafkaDeserializer<Decoded<String>> ours =
                RunningKafkaDeserializer.of(
                        RetryThenSkipDeserializationSchema.deadLetter(schema.schema(), POLICY));
        int dead = 0;
        for (int input = 0; input < INPUTS; input++) {
            RawRecord record = messages.next();
            List<String> values = new ArrayList<>();
            String failure = failureOf(bare, record.value(), values);
            if (failure == null && values.isEmpty() && !mayBeNothing(schema, record)) {
                failure = PoisonPillException.class.getName();
            }

            List<Decoded<String>> emitted = ours.read(record);

            try {
                if (failure == null) {
                    assertThat(emitted).isEqualTo(values.stream().map(Decoded::value).toList());
                } else {
                    dead++;
                    assertThat(emitted).hasSize(1);
                    assertIsDeadLetterOf(
                            record, failure, emitted.get(0).deadLetter().orElseThrow());
                }
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed %d, input %d: %s".formatted(SEED, input, record), e);
            }
        }
        assertThat(ours.count("recordsIn")).isEqualTo(INPUTS);
        assertThat(ours.count("deadLetters")).isEqualTo(dead).isBetween(1L, INPUTS - 1L);
        assertThat(ours.count("recordsOk")).isEqualTo(INPUTS - dead);
    }

    /** A tombstone may be, and an empty list is; else null means that it could not be read. */
    private static boolean mayBeNothing(RealSchema schema, RawRecord record) {
        return record.value() == null || schema == RealSchema.BINARY_LIST;
    }

    @Nullable
    private static String failureOf(
            RunningDeserializer<String> bare, @Nullable byte[] message, List<String> values) {
        try {
            bare.read(message, values::add);
        } catch (Exception | StackOverflowError e) {
            return e.getClass().getName();
        }
        return null;
    }

    private static void assertIsDeadLetterOf(RawRecord record, String failure, DeadLetter dead) {
        assertThat(dead.failure().exceptionClass()).isEqualTo(failure);
        assertThat(dead.payload()).isEqualTo(Payload.raw(record.value()));
        assertThat(dead.key()).isEqualTo(record.key() == null ? null : Payload.raw(record.key()));
        assertThat(dead.origin().headers())
                .isEqualTo(
                        record.headers().stream()
                                .map(header -> new Header(header.key(), header.value()))
                                .toList());
        assertThat(dead.origin()).hasToString("orders-3@17");
        assertThat(dead.outputsEmitted()).isZero();
    }
}
