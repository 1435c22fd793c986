// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.calibration;

import static io.github.flinkresilience.testing.assertions.ResilienceAssertions.assertThat;
import static io.github.flinkresilience.testing.assertions.ResilienceAssertions.assertThatThrownBy;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.flinkresilience.deadletter.DeadLetter;
import io.github.flinkresilience.deadletter.DeadLetters;
import io.github.flinkresilience.deadletter.Origin;
import io.github.flinkresilience.deadletter.Payload;
import io.github.flinkresilience.deadletter.Stage;
import io.github.flinkresilience.deserialization.Decoded;
import io.github.flinkresilience.deserialization.Schemas;
import io.github.flinkresilience.kafka.KafkaDeadLetters;
import io.github.flinkresilience.kafka.RetryThenSkipDeserializationSchema;
import io.github.flinkresilience.testing.flink.LocalCluster;
import io.github.flinkresilience.testing.junit.KafkaExtension;
import io.github.flinkresilience.testing.junit.LocalClusterExtension;
import io.github.flinkresilience.testing.kafka.KafkaBroker;
import io.github.flinkresilience.testing.kafka.KafkaRecords;
import io.github.flinkresilience.testing.ledger.DeadLetterQueue;
import io.github.flinkresilience.testing.ledger.JobLedger;
import io.github.flinkresilience.testing.ledger.KafkaSightings;
import io.github.flinkresilience.testing.ledger.Sighting;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Dead letters that say something wrong are found, and their honest twins pass. */
@ExtendWith({KafkaExtension.class, LocalClusterExtension.class})
class WrongDeadLettersITCase {

    private static final Duration DEADLINE = Duration.ofSeconds(60);

    @Test
    void shouldPassTheHonestTwin(KafkaBroker broker, LocalCluster cluster) throws Exception {
        DeadLetterQueue queue = run(broker, cluster, "letters-honest", letter -> letter);

        assertThat(queue)
                .inStage(Stage.DESERIALIZE)
                .causedBy(NumberFormatException.class)
                .fromTopic("letters-honest")
                .containsOnlyAttempts(1)
                .containsExactlyOrigins(
                        "letters-honest-0@0", "letters-honest-0@1", "letters-honest-0@2");
        assertThat(queue).fromOffset(1).withKey("key").withPayload("bad1").hasSize(1);
        assertThat(queue.sightings())
                .map(Sighting::place)
                .doesNotHaveDuplicates()
                .allMatch(place -> place.startsWith("letters-honest-dlq-0@"));
        assertThat(ledger(broker, "letters-honest", queue))
                .isBalanced()
                .keepsOrderPerKey("dead letters")
                .keepsPayloads("orders", "dead letters");
    }

    @Test
    void shouldFindTheWrongOrigin(KafkaBroker broker, LocalCluster cluster) throws Exception {
        DeadLetterQueue queue =
                run(
                        broker,
                        cluster,
                        "letters-origin",
                        letter ->
                                letter.origin().offset() == 1
                                        ? letter.withOrigin(Origin.of("letters-origin", 0, 2))
                                        : letter);

        assertThatThrownBy(
                        () ->
                                assertThat(queue)
                                        .containsExactlyOrigins(
                                                "letters-origin-0@0",
                                                "letters-origin-0@1",
                                                "letters-origin-0@2"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(
                        "from letters-origin-0@2, 1 attempt, key key (raw), payload bad1");
        assertThatThrownBy(() -> assertThat(queue).fromOffset(1).withPayload("bad1").hasSize(1))
                .hasMessageContaining(
                        "Expected 1 dead letter from offset 1 with payload bad1, but there are 0:");
        JobLedger ledger = ledger(broker, "letters-origin", queue);
        assertThatThrownBy(() -> assertThat(ledger).isBalanced())
                .hasMessageContainingAll(
                        "1 lost:\n  letters-origin-0@1 (letters-origin-0@1): was in orders, not in"
                                + " dead letters",
                        "1 came out twice:\n  letters-origin-0@2 (letters-origin-0@2): 2 times");
        assertThatThrownBy(() -> assertThat(ledger).keepsPayloads("orders", "dead letters"))
                .hasMessageContaining("found 1 record otherwise:\n  letters-origin-0@2");
    }

    @Test
    void shouldFindTheWrongNumberOfAttempts(KafkaBroker broker, LocalCluster cluster)
            throws Exception {
        DeadLetterQueue queue =
                run(
                        broker,
                        cluster,
                        "letters-attempts",
                        letter ->
                                letter.origin().offset() == 1
                                        ? withOneMoreAttempt(letter)
                                        : letter);

        assertThatThrownBy(() -> assertThat(queue).containsOnlyAttempts(1))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("with 1 attempt, but 1 are not:")
                .hasMessageContaining("from letters-attempts-0@1, 2 attempts");
        assertThatThrownBy(() -> assertThat(queue).fromOffset(1).singleElement().hasAttempts(1))
                .hasMessageContaining("Expected a dead letter with 1 attempt, but this is")
                .hasMessageContaining("letters-attempts-0@1");
    }

    @Test
    void shouldFindTheLostLastByte(KafkaBroker broker, LocalCluster cluster) throws Exception {
        DeadLetterQueue queue =
                run(
                        broker,
                        cluster,
                        "letters-byte",
                        letter -> letter.origin().offset() == 1 ? withoutLastByte(letter) : letter);

        assertThatThrownBy(() -> assertThat(queue).fromOffset(1).withPayload("bad1").hasSize(1))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("payload bad (raw)");
        JobLedger ledger = ledger(broker, "letters-byte", queue);
        assertThat(ledger).isBalanced();
        assertThatThrownBy(() -> assertThat(ledger).keepsPayloads("orders", "dead letters"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(
                        "  letters-byte-0@1 (letters-byte-0@1) at letters-byte-dlq-0@")
                .hasMessageContaining("4 bytes became 3 bytes, different from byte 3 on");
    }

    /** Reads a topic of three unreadable records to its end. */
    private static DeadLetterQueue run(
            KafkaBroker broker,
            LocalCluster cluster,
            String topic,
            MapFunction<DeadLetter, DeadLetter> sabotage)
            throws Exception {
        broker.createTopic(topic, 1);
        broker.createTopic(topic + "-dlq", 1);
        KafkaRecords.produce(
                broker.bootstrapServers(),
                Stream.of("bad0", "bad1", "bad2")
                        .map(text -> text.getBytes(UTF_8))
                        .map(value -> new ProducerRecord<>(topic, "key".getBytes(UTF_8), value))
                        .toList());
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        env.enableCheckpointing(200);
        SingleOutputStreamOperator<Long> numbers =
                Decoded.split(
                        env.fromSource(
                                source(broker, topic),
                                WatermarkStrategy.noWatermarks(),
                                "numbers"));
        numbers.sinkTo(new DiscardingSink<>());
        DeadLetters.of(numbers)
                .map(sabotage)
                .sinkTo(
                        KafkaDeadLetters.sink(broker.bootstrapServers(), topic + "-dlq")
                                .exactlyOnce(topic)
                                .build());
        assertThat(cluster.submit(env).awaitTermination(DEADLINE)).isEqualTo(JobStatus.FINISHED);
        return DeadLetterQueue.read(broker.bootstrapServers(), topic + "-dlq", DEADLINE);
    }

    private static KafkaSource<Decoded<Long>> source(KafkaBroker broker, String topic) {
        return KafkaSource.<Decoded<Long>>builder()
                .setBootstrapServers(broker.bootstrapServers())
                .setTopics(topic)
                .setGroupId(topic)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setBounded(OffsetsInitializer.latest())
                .setDeserializer(
                        RetryThenSkipDeserializationSchema.deadLetter(
                                Schemas.returning(
                                        Types.LONG,
                                        bytes -> Long.parseLong(new String(bytes, UTF_8)))))
                .build();
    }

    private static JobLedger ledger(KafkaBroker broker, String topic, DeadLetterQueue queue) {
        return JobLedger.of(
                        "orders",
                        KafkaSightings.committed(
                                broker.bootstrapServers(), topic, DEADLINE, KafkaSightings::place))
                .outcome("dead letters", queue.sightings());
    }

    private static DeadLetter withoutLastByte(DeadLetter letter) {
        byte[] bytes = letter.payload().bytes();
        return letter.withPayload(Payload.raw(Arrays.copyOf(bytes, bytes.length - 1)));
    }

    private static DeadLetter withOneMoreAttempt(DeadLetter letter) {
        return new DeadLetter(
                letter.id(),
                letter.stage(),
                letter.payload(),
                letter.key(),
                letter.origin(),
                letter.operator(),
                letter.failure(),
                letter.attempts().plus(letter.attempts().kept().get(0)),
                letter.eventTime(),
                letter.watermark(),
                letter.timer(),
                letter.outputsDiscarded(),
                letter.outputsEmitted(),
                letter.replays());
    }
}
