// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deserialization;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.flinkresilience.deadletter.DeadLetter;
import io.github.flinkresilience.deadletter.FailurePolicy;
import io.github.flinkresilience.deadletter.Origin;
import io.github.flinkresilience.deadletter.UncopyableResultException;
import java.io.IOException;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple1;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;

class RetryThenSkipDeserializationSchemaTest extends RetryThenSkipContract {

    @Override
    protected <T> RunningDeserializer<Decoded<T>> runWithDeadLetters(
            DeserializationSchema<T> schema, FailurePolicy policy) throws Exception {
        return RunningDeserializer.of(
                RetryThenSkipDeserializationSchema.deadLetter(schema, policy));
    }

    @Override
    protected <T> RunningDeserializer<T> runSkipping(
            DeserializationSchema<T> schema, FailurePolicy policy) throws Exception {
        return RunningDeserializer.of(RetryThenSkipDeserializationSchema.skip(schema, policy));
    }

    @Test
    void shouldSayThatTheOriginIsUnknown() throws Exception {
        RunningDeserializer<Decoded<String>> running =
                runWithDeadLetters(Schemas.statements(), THREE_TRIES);

        DeadLetter first = running.read(utf8("no")).get(0).deadLetter().orElseThrow();
        DeadLetter second = running.read(utf8("no")).get(0).deadLetter().orElseThrow();

        assertThat(first.origin()).isEqualTo(Origin.unknown());
        assertThat(first.id()).isNotEqualTo(second.id());
    }

    @Test
    void shouldReturnTheResultWhenTheSourceTakesOne() throws Exception {
        RetryThenSkipDeserializationSchema<String, Decoded<String>> schema =
                RetryThenSkipDeserializationSchema.deadLetter(Schemas.statements(), THREE_TRIES);
        RunningDeserializer<Decoded<String>> running = returningOne(schema);

        assertThat(running.read(utf8("a;"))).containsExactly(Decoded.value("a"));
        assertThat(running.read(utf8("a"))).allMatch(decoded -> decoded.deadLetter().isPresent());
        assertThat(running.read(utf8(""))).isEmpty();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> running.read(utf8("a;b;")))
                .withMessageContaining("2 results");
    }

    @Test
    void shouldReturnNullWhenTheSourceTakesOneAndTheRecordIsSkipped() throws Exception {
        RunningDeserializer<String> running =
                returningOne(
                        RetryThenSkipDeserializationSchema.skip(Schemas.statements(), THREE_TRIES));

        assertThat(running.read(utf8("a"))).isEmpty();
        assertThat(running.count("recordsSkipped")).isEqualTo(1);
    }

    @Test
    void shouldAskTheWrappedSchemaWhetherAValueEndsTheStream() throws Exception {
        DeserializationSchema<String> wrapped = Schemas.statements();
        RetryThenSkipDeserializationSchema<String, Decoded<String>> schema =
                RetryThenSkipDeserializationSchema.deadLetter(wrapped);
        DeadLetter dead =
                runWithDeadLetters(wrapped, THREE_TRIES)
                        .read(utf8("end"))
                        .get(0)
                        .deadLetter()
                        .orElseThrow();

        assertThat(schema.isEndOfStream(Decoded.value("end"))).isTrue();
        assertThat(schema.isEndOfStream(Decoded.value("more"))).isFalse();
        assertThat(schema.isEndOfStream(Decoded.deadLetter(dead))).isFalse();
        assertThat(RetryThenSkipDeserializationSchema.skip(wrapped).isEndOfStream("end")).isTrue();
    }

    @Test
    void shouldProduceTheTypeThatItEmits() {
        assertThat(
                        RetryThenSkipDeserializationSchema.deadLetter(Schemas.statements())
                                .getProducedType())
                .isEqualTo(new DecodedTypeInfo<>(Types.STRING));
        assertThat(RetryThenSkipDeserializationSchema.skip(Schemas.statements()).getProducedType())
                .isEqualTo(Types.STRING);
    }

    @Test
    void shouldNotBlameTheRecordWhenItsResultCannotBeCopied() throws Exception {
        RunningDeserializer<Decoded<Tuple1<Integer>>> running =
                RunningDeserializer.of(
                        RetryThenSkipDeserializationSchema.deadLetter(new WronglyTyped()));

        assertThatExceptionOfType(UncopyableResultException.class)
                .isThrownBy(() -> running.read(utf8("fine")))
                .withMessageContaining("ATOMIC_UNCOPIED");
        assertThat(running.count("deadLetters")).isZero();
    }

    /** As sources do it that know only {@code deserialize(byte[])}. */
    private static <OUT> RunningDeserializer<OUT> returningOne(DeserializationSchema<OUT> schema)
            throws Exception {
        return RunningDeserializer.of(
                schema,
                (clone, context) -> {
                    clone.open(context);
                    return (message, out) -> {
                        OUT result = clone.deserialize(message);
                        if (result != null) {
                            out.collect(result);
                        }
                    };
                });
    }

    private static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }

    /** Says that it emits numbers, and emits text: Flink's serializer cannot copy it. */
    private static final class WronglyTyped implements DeserializationSchema<Tuple1<Integer>> {
        @Override
        @SuppressWarnings({"unchecked", "rawtypes"})
        public void deserialize(byte[] message, Collector<Tuple1<Integer>> out) {
            out.collect((Tuple1) Tuple1.of("text"));
        }

        @Override
        public Tuple1<Integer> deserialize(byte[] message) {
            throw new IllegalStateException("collects only");
        }

        @Override
        public boolean isEndOfStream(Tuple1<Integer> next) {
            return false;
        }

        @Override
        public TypeInformation<Tuple1<Integer>> getProducedType() {
            return Types.TUPLE(Types.INT);
        }
    }
}
