// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkresilience.deadletter.DeadLetter;
import io.github.flinkresilience.deadletter.Header;
import io.github.flinkresilience.deadletter.Origin;
import java.util.List;
import java.util.Properties;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaDeadLetterSinkTest {

    @Test
    void shouldBuildASinkThatCanBeShippedWhenEverythingIsConfigured() throws Exception {
        KafkaSink<DeadLetter> sink =
                KafkaDeadLetters.sink("127.0.0.1:9092", "orders.dlq")
                        .exactlyOnce("orders-dlq")
                        .withDialect(KafkaDialect.spring())
                        .withDialect(dead -> List.of(Header.of("team", "billing")))
                        .withMaxRecordBytes(2_000_000)
                        .withOriginalTimestamps()
                        .withProducerProperties(properties("compression.type", "zstd"))
                        .build();

        assertThat(InstantiationUtil.clone(sink)).isNotNull();
    }

    @Test
    void shouldBehaveTheSameWhenTheSchemaIsACloneOfItself() throws Exception {
        KafkaDeadLetterSerializationSchema schema =
                KafkaDeadLetters.serializationSchema("orders.dlq")
                        .withDialect(KafkaDialect.connect())
                        .withDialect(KafkaDialect.streams())
                        .withDialect(KafkaDialect.spring())
                        .withDialect(dead -> List.of(Header.of("team", "billing")))
                        .withMaxRecordBytes(20_000)
                        .withOriginalTimestamps();
        KafkaDeadLetterSerializationSchema clone = InstantiationUtil.clone(schema);

        RandomDeadLetters letters = new RandomDeadLetters(3, 8_000);
        for (int i = 0; i < 100; i++) {
            DeadLetter letter = letters.next();
            assertThat(Records.write(letter, clone)).isEqualTo(Records.write(letter, schema));
        }
    }

    @Test
    void shouldKeepThePartitionOnlyWhenTheTopicHasIt() {
        KafkaDeadLetterSerializationSchema schema = KafkaDeadLetters.serializationSchema("dlq");
        DeadLetter letter = Records.deadLetter();

        assertThat(schema.serialize(letter, Records.partitions(4), null).partition()).isEqualTo(3);
        assertThat(schema.serialize(letter, Records.partitions(3), null).partition()).isNull();
        assertThat(Records.write(letter.withOrigin(Origin.unknown()), schema).partition()).isNull();
    }

    @Test
    void shouldCarryTheTimeOfWritingUnlessTheOriginalTimestampIsAskedFor() {
        KafkaDeadLetterSerializationSchema schema = KafkaDeadLetters.serializationSchema("dlq");
        DeadLetter letter = Records.deadLetter();

        assertThat(Records.write(letter, schema).timestamp()).isNull();
        assertThat(Records.write(letter, schema.withOriginalTimestamps()).timestamp())
                .isEqualTo(1_700_000_000_123L);
    }

    @Test
    void shouldCarryEventTimeOrTimeOfFailureWhenThereIsNoOriginalTimestamp() {
        KafkaDeadLetterSerializationSchema schema =
                KafkaDeadLetters.serializationSchema("dlq").withOriginalTimestamps();
        DeadLetter letter = Records.deadLetter().withOrigin(Origin.of("orders", 3, 17));

        assertThat(Records.write(letter, schema).timestamp()).isEqualTo(1_600_000_000_000L);
        assertThat(Records.write(Records.withoutEventTime(letter), schema).timestamp())
                .isEqualTo(1_769_860_800_250L);
    }

    @Test
    void shouldNameTheDeadLetterWhenADialectFails() {
        KafkaDeadLetterSerializationSchema schema =
                KafkaDeadLetters.serializationSchema("orders.dlq")
                        .withDialect(
                                dead -> {
                                    throw new IllegalStateException("no headers today");
                                });

        assertThatThrownBy(() -> Records.write(Records.deadLetter(), schema))
                .isInstanceOf(UnwritableDeadLetterException.class)
                .hasMessage(
                        "dead letter orders-3@17 from orders-3@17: cannot be written to orders.dlq")
                .hasRootCauseMessage("no headers today");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "..", "orders dlq", "orders/dlq"})
    void shouldNameTheTopicWhenItsNameIsIllegal(String topic) {
        assertThatThrownBy(() -> KafkaDeadLetters.sink("127.0.0.1:9092", topic))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "topic is '%s'; allowed are 1 to 249 letters, digits, '.', '_' and '-'"
                                .formatted(topic));
    }

    @Test
    void shouldNameTheOptionWhenItsValueIsNotAllowed() {
        KafkaDeadLetterSink sink = KafkaDeadLetters.sink("127.0.0.1:9092", "orders.dlq");

        assertThatThrownBy(() -> KafkaDeadLetters.sink(" ", "orders.dlq"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("bootstrapServers is ' '; allowed");
        assertThatThrownBy(() -> sink.exactlyOnce(" "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("transactionalIdPrefix is ' '; allowed");
        assertThatThrownBy(() -> sink.withMaxRecordBytes(4_095))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("maxRecordBytes is 4095; allowed are 4096 and more");
    }

    @Test
    void shouldRefuseProducerPropertiesWhenTheyCouldLoseDeadLetters() {
        assertRefused("acks", "0", "producer property acks is 0");
        assertRefused(
                "value.serializer",
                "org.apache.kafka.common.serialization.StringSerializer",
                "producer property value.serializer is"
                        + " org.apache.kafka.common.serialization.StringSerializer; dead letters are"
                        + " bytes");
        assertRefused(
                "max.request.size",
                "500000",
                "maxRecordBytes is 1000000, but the producer's max.request.size is 500000");
        assertRefused(
                "buffer.memory",
                "999999",
                "maxRecordBytes is 1000000, but the producer's buffer.memory is 999999");
        assertRefused("max.request.size", "1 MB", "producer property max.request.size is '1 MB'");
    }

    @Test
    void shouldTakeProducerPropertiesWhenTheyAreDefaultsOfOthers() {
        Properties defaults = properties("acks", "0");

        assertThatThrownBy(
                        () ->
                                KafkaDeadLetters.sink("127.0.0.1:9092", "orders.dlq")
                                        .withProducerProperties(new Properties(defaults))
                                        .build())
                .hasMessageStartingWith("producer property acks is 0");
    }

    @Test
    void shouldRaiseTheRequestSizeOnlyWhenNobodyHasSetIt() {
        ProducerSettings none = ProducerSettings.none();
        assertThat(none.fitFor(1_000_000)).isEmpty();
        assertThat(none.fitFor(2_000_000)).containsEntry("max.request.size", "2000000");
        Properties own = properties("max.request.size", "3000000");
        assertThat(ProducerSettings.of(own).fitFor(2_000_000)).isEqualTo(own);
    }

    @Test
    void shouldAcceptByteSerializersWhenTheyAreNamed() {
        Properties properties =
                properties(
                        "key.serializer",
                        "org.apache.kafka.common.serialization.ByteArraySerializer");

        assertThatCode(
                        () ->
                                KafkaDeadLetters.sink("127.0.0.1:9092", "orders.dlq")
                                        .withProducerProperties(properties)
                                        .build())
                .doesNotThrowAnyException();
    }

    private static void assertRefused(String name, String value, String message) {
        KafkaDeadLetterSink sink =
                KafkaDeadLetters.sink("127.0.0.1:9092", "orders.dlq")
                        .withProducerProperties(properties(name, value));
        assertThatThrownBy(sink::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    private static Properties properties(String name, String value) {
        Properties properties = new Properties();
        properties.setProperty(name, value);
        return properties;
    }
}
