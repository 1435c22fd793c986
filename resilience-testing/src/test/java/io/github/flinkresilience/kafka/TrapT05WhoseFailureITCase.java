// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkresilience.deadletter.DeadLetter;
import io.github.flinkresilience.deserialization.Decoded;
import io.github.flinkresilience.deserialization.Schemas;
import io.github.flinkresilience.testing.flink.LocalCluster;
import io.github.flinkresilience.testing.flink.LocalJob;
import io.github.flinkresilience.testing.junit.KafkaExtension;
import io.github.flinkresilience.testing.junit.LocalClusterExtension;
import io.github.flinkresilience.testing.kafka.KafkaBroker;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.FlinkRuntimeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * T5, T1: Flink's Kafka source calls every failure below it "Failed to deserialize consumer record"
 * and names no record.
 */
@ExtendWith({KafkaExtension.class, LocalClusterExtension.class})
class TrapT05WhoseFailureITCase {

    @ParameterizedTest
    @ValueSource(strings = {"chained", "unchained"})
    void shouldNameEachRecordThatCannotBeRead(String kind, KafkaBroker broker, LocalCluster cluster)
            throws Exception {
        String topic = "t05-" + kind;
        broker.createTopic(topic, 2);
        TopicJob job = TopicJob.once(broker, topic);
        if (kind.equals("unchained")) {
            job.env.disableOperatorChaining();
        }
        job.write(0, "10", "bad", "11", null, "worse");
        job.write(1, "bad", "12");
        job.values.record(job.read(TopicJob.ours()));

        LocalJob finished = job.finish(cluster);

        assertThat(job.values.played()).containsExactlyInAnyOrder("10", "11", "12");
        assertThat(job.letters.played())
                .extracting(letter -> letter.origin() + " " + text(letter))
                .containsExactlyInAnyOrder(
                        topic + "-0@1 bad", topic + "-0@4 worse", topic + "-1@0 bad");
        assertThat(job.letters.played())
                .allSatisfy(
                        letter -> {
                            assertThat(letter.operator().name()).contains(TopicJob.SOURCE);
                            assertThat(letter.failure().exceptionClass())
                                    .isEqualTo("java.lang.NumberFormatException");
                            assertThat(letter.eventTime()).isPositive();
                        });
        // A tombstone is a record that is done: its deserializer emits nothing for it.
        assertThat(finished.metrics().total("resilience.recordsIn")).isEqualTo(7);
        assertThat(finished.metrics().total("resilience.recordsOk")).isEqualTo(4);
        assertThat(finished.metrics().total("resilience.deadLetters")).isEqualTo(3);
    }

    @Test
    void shouldFailTheJobWhenAnOperatorDownstreamFails(KafkaBroker broker, LocalCluster cluster)
            throws Exception {
        broker.createTopic("t05-downstream", 1);

        failsByItsDownstream(broker, cluster, TopicJob.ours());
        assertThatThrownBy(
                        () ->
                                failsByItsDownstream(
                                        broker,
                                        cluster,
                                        new ObviousSchema(TopicJob.numbers(), Exception.class)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("FINISHED");
    }

    @Test
    void shouldNameTheRecordWhenADeserializerFailsTheJob(KafkaBroker broker, LocalCluster cluster)
            throws Exception {
        broker.createTopic("t05-fatal", 1);
        TopicJob.once(broker, "t05-fatal").write(0, "10", "11");

        namesItsRecord(
                broker,
                cluster,
                RetryThenSkipDeserializationSchema.deadLetter(
                        Schemas.text(TrapT05WhoseFailureITCase::failFatally)));
        assertThatThrownBy(
                        () ->
                                namesItsRecord(
                                        broker,
                                        cluster,
                                        new ObviousSchema(
                                                Schemas.text(
                                                        TrapT05WhoseFailureITCase::failFatally),
                                                IOException.class)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Failed to deserialize consumer record");
    }

    private static void failsByItsDownstream(
            KafkaBroker broker,
            LocalCluster cluster,
            KafkaRecordDeserializationSchema<Decoded<String>> schema)
            throws Exception {
        TopicJob job = TopicJob.once(broker, "t05-downstream");
        job.write(0, "10", "11");
        job.read(schema).map(TrapT05WhoseFailureITCase::refuse11).returns(Types.STRING);

        assertThat(job.fail(cluster)).contains("no 11 here");
        assertThat(job.letters.played()).isEmpty();
    }

    private static void namesItsRecord(
            KafkaBroker broker,
            LocalCluster cluster,
            KafkaRecordDeserializationSchema<Decoded<String>> schema)
            throws Exception {
        TopicJob job = TopicJob.once(broker, "t05-fatal");
        job.read(schema);

        assertThat(job.fail(cluster)).contains("t05-fatal-0@0", "not the record's own");
    }

    private static String refuse11(String number) {
        if (number.equals("11")) {
            throw new IllegalArgumentException("no 11 here");
        }
        return number;
    }

    private static String failFatally(byte[] message) {
        throw new FlinkRuntimeException("no state");
    }

    private static String text(DeadLetter letter) {
        return new String(letter.payload().bytes(), UTF_8);
    }
}
