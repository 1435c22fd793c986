// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkresilience.deserialization.Schemas;
import io.github.flinkresilience.deserialization.WrappedDeserializationSchema;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Deserializers that follow a plan. */
class FaultyDeserializersTest {
    private static final byte[] MESSAGE = "a;b;".getBytes(UTF_8);

    private final List<String> results = new ArrayList<>();

    @Test
    void shouldReturnOrCollectAsTheUsersDeserializerDoes() throws Exception {
        DeserializationSchema<String> returning =
                FaultPlan.failAt(2).deserializer(new SimpleStringSchema());
        assertThat(new WrappedDeserializationSchema<>(returning).returnsItsResult()).isTrue();
        assertThat(returning.deserialize(MESSAGE)).isEqualTo("a;b;");
        assertThat(returning.getProducedType()).isEqualTo(Types.STRING);
        assertThatExceptionOfType(InjectedFault.class)
                .isThrownBy(() -> returning.deserialize(MESSAGE));

        DeserializationSchema<String> collecting =
                FaultPlan.failAt(2).deserializer(Schemas.statements());
        assertThat(new WrappedDeserializationSchema<>(collecting).returnsItsResult()).isFalse();
        collecting.deserialize(MESSAGE, new ListCollector<>(results));
        assertThat(results).containsExactly("a", "b");
        assertThat(collecting.isEndOfStream("end")).isTrue();
        assertThatExceptionOfType(InjectedFault.class)
                .isThrownBy(() -> collecting.deserialize(MESSAGE, new ListCollector<>(results)));
        assertThat(results).hasSize(2);
    }

    @Test
    void shouldThrowWhatTheInterfaceAllows() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> read(FaultPlan.failAt(1).throwing(SQLException.class)))
                .withCauseInstanceOf(SQLException.class);
        assertThatThrownBy(() -> read(FaultPlan.failAt(1).throwing(IOException.class)))
                .isExactlyInstanceOf(IOException.class)
                .hasNoCause();
        assertThatThrownBy(() -> read(FaultPlan.failAt(1).outOfMemory()))
                .isInstanceOf(OutOfMemoryError.class);
        assertThatExceptionOfType(InterruptedIOException.class)
                .isThrownBy(() -> read(FaultPlan.failAt(1).interrupted()))
                .withCauseInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void shouldFailOnCertainRecordsOfKafka() throws Exception {
        FaultPlan plan = FaultPlan.on((ConsumerRecord<byte[], byte[]> r) -> r.offset() == 7);
        KafkaRecordDeserializationSchema<String> schema =
                plan.kafkaDeserializer(
                        KafkaRecordDeserializationSchema.valueOnly(new SimpleStringSchema()));

        schema.deserialize(recordAt(6), new ListCollector<>(results));
        assertThatExceptionOfType(InjectedFault.class)
                .isThrownBy(() -> schema.deserialize(recordAt(7), new ListCollector<>(results)));

        assertThat(results).containsExactly("a;b;");
        assertThat(schema.getProducedType()).isEqualTo(Types.STRING);
    }

    private static void read(FaultPlan plan) throws IOException {
        String unused = plan.deserializer(new SimpleStringSchema()).deserialize(MESSAGE);
    }

    private static ConsumerRecord<byte[], byte[]> recordAt(long offset) {
        return new ConsumerRecord<>("topic", 0, offset, null, MESSAGE);
    }
}
