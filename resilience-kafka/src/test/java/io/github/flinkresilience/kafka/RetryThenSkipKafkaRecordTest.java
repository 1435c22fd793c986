// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.flinkresilience.deadletter.DeadLetter;
import io.github.flinkresilience.deadletter.FailurePolicy;
import io.github.flinkresilience.deadletter.Header;
import io.github.flinkresilience.deadletter.InputSnapshot;
import io.github.flinkresilience.deadletter.Origin;
import io.github.flinkresilience.deadletter.Payload;
import io.github.flinkresilience.deadletter.RetriesSpentException;
import io.github.flinkresilience.deserialization.Decoded;
import io.github.flinkresilience.deserialization.Schemas;
import io.github.flinkresilience.retry.RetriesSpent;
import io.github.flinkresilience.retry.RetryPolicy;
import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/** What Kafka's records have that others do not: key, headers, timestamp, and a place. */
class RetryThenSkipKafkaRecordTest {
    private static final FailurePolicy ONE_TRY = FailurePolicy.of(RetryPolicy.NONE);

    @Test
    void shouldKeepWhereTheRecordCameFrom() throws Exception {
        DeadLetter dead = readDead(statements(ONE_TRY), RawRecord.of("malformed"));

        assertThat(dead.origin())
                .isEqualTo(
                        Origin.of("orders", 3, 17).withTimestamp(1_700_000_000_123L, "CreateTime"));
        assertThat(dead.origin()).hasToString("orders-3@17");
        assertThat(dead.eventTime()).isEqualTo(1_700_000_000_123L);
    }

    @Test
    void shouldKeepKeyValueAndHeadersByteForByte() throws Exception {
        byte[] noUtf8 = {(byte) 0xc3, 0x28, 0, (byte) 0xff};
        RawRecord record =
                RawRecord.of("malformed")
                        .withKey(noUtf8)
                        .withHeaders(
                                new RecordHeader("trace", noUtf8),
                                new RecordHeader("tenant", null),
                                new RecordHeader("trace", new byte[0]));

        DeadLetter dead = readDead(statements(ONE_TRY), record);

        assertThat(dead.payload()).isEqualTo(Payload.raw("malformed".getBytes(UTF_8)));
        assertThat(dead.key()).isEqualTo(Payload.raw(noUtf8));
        assertThat(dead.origin().headers())
                .containsExactly(
                        new Header("trace", noUtf8),
                        new Header("tenant", null),
                        new Header("trace", new byte[0]));
    }

    @Test
    void shouldKeepThatThereIsNoKeyAndNoTimestamp() throws Exception {
        DeadLetter dead =
                readDead(
                        statements(ONE_TRY),
                        RawRecord.of("malformed").withKey(null).withTimestamp(-1L));

        assertThat(dead.key()).isNull();
        assertThat(dead.eventTime()).isNull();
        assertThat(dead.origin().timestamp()).isEqualTo(-1L);
    }

    @Test
    void shouldGiveTheSameIdWhenTheSameRecordFailsAgain() throws Exception {
        RunningKafkaDeserializer<Decoded<String>> beforeRestart = statements(ONE_TRY);
        RunningKafkaDeserializer<Decoded<String>> afterRestart = statements(ONE_TRY);
        readDead(beforeRestart, RawRecord.of("something else"));

        assertThat(readDead(afterRestart, RawRecord.of("malformed")).id())
                .isEqualTo(readDead(beforeRestart, RawRecord.of("malformed")).id())
                .isNotEqualTo(readDead(beforeRestart, RawRecord.of("something else")).id());
    }

    @Test
    void shouldNameTheRecordWhenTheJobFails() throws Exception {
        RunningKafkaDeserializer<Decoded<String>> running =
                run(
                        RetryThenSkipDeserializationSchema.deadLetter(
                                Schemas.failingFirst(1, ConnectException::new),
                                ONE_TRY.withRetriesSpent(RetriesSpent.FAIL_JOB)));

        assertThatExceptionOfType(RetriesSpentException.class)
                .isThrownBy(() -> running.read(RawRecord.of("text")))
                .withMessageContaining("orders-3@17")
                .withMessageContaining("customer-7");
    }

    @Test
    void shouldKeepAllOfTheRecordWhenTheSchemaModifiesItAndSnapshotsAreOn() throws Exception {
        RecordHeader type = new RecordHeader("type", "Order".getBytes(UTF_8));
        RunningKafkaDeserializer<Decoded<String>> running =
                run(
                        RetryThenSkipDeserializationSchema.deadLetter(
                                new Destructive(), ONE_TRY.withInputSnapshot(InputSnapshot.ON)));

        DeadLetter dead = readDead(running, RawRecord.of("text").withHeaders(type));

        assertThat(dead.payload()).isEqualTo(Payload.raw("text".getBytes(UTF_8)));
        assertThat(dead.key()).isEqualTo(Payload.raw("customer-7".getBytes(UTF_8)));
        assertThat(dead.origin().headers()).containsExactly(Header.of("type", "Order"));
    }

    @Test
    void shouldReadPastWhatKafkasOwnDeserializersThrow() throws Exception {
        RunningKafkaDeserializer<Decoded<Long>> running =
                run(
                        RetryThenSkipDeserializationSchema.deadLetter(
                                KafkaRecordDeserializationSchema.valueOnly(
                                        LongDeserializer.class)));

        assertThat(running.read(RawRecord.of("12345678")))
                .containsExactly(Decoded.value(0x3132333435363738L));
        assertThat(readDead(running, RawRecord.of("123")).failure().exceptionClass())
                .isEqualTo("org.apache.kafka.common.errors.SerializationException");
    }

    /** No stream can carry null, which is what Kafka's deserializers make of a tombstone. */
    @Test
    void shouldMakeADeadLetterOfATombstoneThatIsEmittedAsNull() throws Exception {
        RunningKafkaDeserializer<Decoded<String>> running =
                run(
                        RetryThenSkipDeserializationSchema.deadLetter(
                                KafkaRecordDeserializationSchema.valueOnly(
                                        StringDeserializer.class)));

        DeadLetter dead = readDead(running, RawRecord.of(null));

        assertThat(dead.payload()).isEqualTo(Payload.raw(null));
        assertThat(dead.failure().message()).contains("emitted null");
    }

    /** It would skip what its schema returns null for, and nobody could tell (T16). */
    @Test
    void shouldRefuseFlinksOwnWrapperOfValueSchemas() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                RetryThenSkipDeserializationSchema.deadLetter(
                                        KafkaRecordDeserializationSchema.valueOnly(
                                                new SimpleStringSchema())))
                .withMessageContaining("Give the DeserializationSchema itself");
    }

    private static RunningKafkaDeserializer<Decoded<String>> statements(FailurePolicy policy)
            throws Exception {
        return run(RetryThenSkipDeserializationSchema.deadLetter(Schemas.statements(), policy));
    }

    private static <OUT> RunningKafkaDeserializer<OUT> run(
            KafkaRecordDeserializationSchema<OUT> schema) throws Exception {
        return RunningKafkaDeserializer.of(schema);
    }

    private static <T> DeadLetter readDead(
            RunningKafkaDeserializer<Decoded<T>> running, RawRecord record) throws Exception {
        List<Decoded<T>> emitted = running.read(record);
        assertThat(emitted).hasSize(1);
        return emitted.get(0).deadLetter().orElseThrow();
    }

    /** Decrypts in place, removes type headers: deserializers like it exist. */
    private static final class Destructive implements KafkaRecordDeserializationSchema<String> {
        @Override
        public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<String> out)
                throws IOException {
            record.headers().remove("type");
            record.key()[0] = 0;
            record.value()[0] = 0;
            throw new IOException("wrong cipher");
        }

        @Override
        public TypeInformation<String> getProducedType() {
            return Types.STRING;
        }
    }
}
