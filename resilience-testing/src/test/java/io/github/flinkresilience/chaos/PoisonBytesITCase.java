// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkresilience.deadletter.DeadLetter;
import io.github.flinkresilience.deadletter.DeadLetters;
import io.github.flinkresilience.deadletter.FailurePolicy;
import io.github.flinkresilience.deadletter.Header;
import io.github.flinkresilience.deserialization.Decoded;
import io.github.flinkresilience.failure.FailureClassifier;
import io.github.flinkresilience.failure.FailureKind;
import io.github.flinkresilience.kafka.RetryThenSkipDeserializationSchema;
import io.github.flinkresilience.testing.faults.FaultPlan;
import io.github.flinkresilience.testing.flink.LocalCluster;
import io.github.flinkresilience.testing.flink.LocalJob;
import io.github.flinkresilience.testing.junit.KafkaExtension;
import io.github.flinkresilience.testing.junit.LocalClusterExtension;
import io.github.flinkresilience.testing.kafka.KafkaBroker;
import io.github.flinkresilience.testing.kafka.KafkaRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** F13: poison bytes in a topic, and a job that fails among them. */
@ExtendWith({KafkaExtension.class, LocalClusterExtension.class})
class PoisonBytesITCase {
    private static final String TOPIC = "poison-bytes";
    private static final FailurePolicy POLICY =
            NumbersJob.threeTries()
                    .withClassifier(
                            FailureClassifier.defaults()
                                    .treating(StackOverflowError.class, FailureKind.POISON));

    private final CommittedTape<String> values = new CommittedTape<>();
    private final CommittedTape<DeadLetter> letters = new CommittedTape<>();

    @Test
    void shouldKeepPoisonBytesAsTheyAreAndReadTheRest(KafkaBroker broker, LocalCluster cluster)
            throws Exception {
        broker.createTopic(TOPIC, 1);
        List<ProducerRecord<byte[], byte[]>> poison = produce(broker);
        FaultPlan plan = FaultPlan.failAt(poison.size()).times(2).throwing(AssertionError.class);

        LocalJob job = NumbersJob.awaitFinish(cluster.submit(describe(broker, plan)));

        assertThat(plan.firings()).isEqualTo(2);
        assertThat(job.restarts()).isEqualTo(2);
        assertThat(values.played())
                .containsExactly(
                        poison.stream()
                                .map(record -> "key:" + poison.indexOf(record))
                                .toArray(String[]::new));
        assertThat(letters.played()).hasSameSizeAs(poison);
        for (PoisonBytes each : PoisonBytes.values()) {
            DeadLetter letter = letters.played().get(each.ordinal());
            assertThat(letter.failure().exceptionClass()).as(each.name()).isEqualTo(each.failure());
            assertThat(letter.origin().offset()).isEqualTo(2L * each.ordinal());
            assertIsOf(poison.get(each.ordinal()), letter);
        }
    }

    private StreamExecutionEnvironment describe(KafkaBroker broker, FaultPlan plan) {
        StreamExecutionEnvironment env = new NumbersJob(0).env;
        KafkaSource<Decoded<String>> source =
                KafkaSource.<Decoded<String>>builder()
                        .setBootstrapServers(broker.bootstrapServers())
                        .setTopics(TOPIC)
                        .setGroupId(TOPIC)
                        .setStartingOffsets(OffsetsInitializer.earliest())
                        .setBounded(OffsetsInitializer.latest())
                        .setDeserializer(
                                RetryThenSkipDeserializationSchema.deadLetter(
                                        plan.kafkaDeserializer(new EnvelopeSchema()), POLICY))
                        .build();
        SingleOutputStreamOperator<String> split =
                Decoded.split(env.fromSource(source, WatermarkStrategy.noWatermarks(), TOPIC));
        values.record(split);
        letters.record(DeadLetters.of(split));
        return env;
    }

    /** Writes poison bytes and readable records in turn; gives the former. */
    private static List<ProducerRecord<byte[], byte[]>> produce(KafkaBroker broker) {
        List<ProducerRecord<byte[], byte[]>> poison = new ArrayList<>();
        List<ProducerRecord<byte[], byte[]>> all = new ArrayList<>();
        for (PoisonBytes each : PoisonBytes.values()) {
            poison.add(each.in(TOPIC));
            all.add(each.in(TOPIC));
            all.add(PoisonBytes.readable(TOPIC, "key", each.ordinal()));
        }
        KafkaRecords.produce(broker.bootstrapServers(), all);
        return poison;
    }

    private static void assertIsOf(ProducerRecord<byte[], byte[]> record, DeadLetter letter) {
        assertThat(letter.payload().bytes()).isEqualTo(record.value());
        assertThat(letter.key() == null ? null : letter.key().bytes()).isEqualTo(record.key());
        assertThat(letter.origin().headers())
                .isEqualTo(
                        StreamSupport.stream(record.headers().spliterator(), false)
                                .map(header -> new Header(header.key(), header.value()))
                                .toList());
    }
}
