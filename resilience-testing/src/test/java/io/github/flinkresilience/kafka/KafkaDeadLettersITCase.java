// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkresilience.deadletter.DeadLetter;
import io.github.flinkresilience.testing.Await;
import io.github.flinkresilience.testing.flink.LocalCluster;
import io.github.flinkresilience.testing.flink.LocalJob;
import io.github.flinkresilience.testing.junit.KafkaExtension;
import io.github.flinkresilience.testing.junit.LocalClusterExtension;
import io.github.flinkresilience.testing.kafka.KafkaBroker;
import io.github.flinkresilience.testing.kafka.KafkaRecords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Dead letters from a topic to a topic, by a job that fails on the way. */
@ExtendWith({KafkaExtension.class, LocalClusterExtension.class})
class KafkaDeadLettersITCase {

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final int MANY = 300;
    private static final AtomicBoolean FAILS = new AtomicBoolean();

    @Test
    void shouldWriteEachDeadLetterOnceWhenExactlyOnceAndTheJobFails(
            KafkaBroker broker, LocalCluster cluster) throws Exception {
        KafkaDeadLetterSink sink =
                KafkaDeadLetters.sink(broker.bootstrapServers(), "once-out")
                        .exactlyOnce("once-out");

        List<DeadLetter> sent = copyThroughAFailure(broker, cluster, "once-in", sink);

        assertThat(committed(broker, "once-out")).containsExactlyInAnyOrderElementsOf(sent);
    }

    @Test
    void shouldLoseNoDeadLetterWhenAtLeastOnceAndTheJobFails(
            KafkaBroker broker, LocalCluster cluster) throws Exception {
        KafkaDeadLetterSink sink =
                KafkaDeadLetters.sink(broker.bootstrapServers(), "least-out")
                        .withDialect(KafkaDialect.connect())
                        .withDialect(KafkaDialect.streams())
                        .withDialect(KafkaDialect.spring());

        List<DeadLetter> sent = copyThroughAFailure(broker, cluster, "least-in", sink);

        assertThat(Set.copyOf(committed(broker, "least-out"))).isEqualTo(Set.copyOf(sent));
    }

    @Test
    void shouldKeepThePartitionOfTheOriginWhenTheTopicHasIt(
            KafkaBroker broker, LocalCluster cluster) throws Exception {
        broker.createTopic("partitions-dlq", 3);
        List<DeadLetter> letters = letters(11).limit(MANY).toList();
        StreamExecutionEnvironment env = cluster.environment();
        env.fromData(letters)
                .sinkTo(KafkaDeadLetters.sink(broker.bootstrapServers(), "partitions-dlq").build());

        cluster.submit(env).awaitTermination(DEADLINE);

        List<ConsumerRecord<byte[], byte[]>> records = read(broker, "partitions-dlq");
        assertThat(records).hasSize(MANY);
        for (ConsumerRecord<byte[], byte[]> record : records) {
            int original = KafkaDeadLetters.read(record).origin().partition();
            if (original >= 0 && original < 3) {
                assertThat(record.partition()).isEqualTo(original);
            }
        }
    }

    private static List<DeadLetter> copyThroughAFailure(
            KafkaBroker broker, LocalCluster cluster, String in, KafkaDeadLetterSink sink)
            throws Exception {
        String out = in.replace("-in", "-out");
        broker.createTopic(in, 2);
        broker.createTopic(out, 2);
        List<DeadLetter> letters = letters(in.hashCode()).limit(2 * MANY).toList();
        FAILS.set(false);
        LocalJob job = cluster.submit(copy(broker.bootstrapServers(), in, sink));
        job.awaitRunning(DEADLINE);
        produce(broker, in, letters.subList(0, MANY));
        job.awaitCheckpoints(2, DEADLINE);
        FAILS.set(true);
        produce(broker, in, letters.subList(MANY, 2 * MANY));
        Await.until("job restarted", DEADLINE, () -> job.restarts() > 0);
        Await.until(
                "all dead letters committed",
                DEADLINE,
                () -> Set.copyOf(committed(broker, out)).size() == 2 * MANY);
        job.awaitCheckpoints(2, DEADLINE);
        return letters;
    }

    private static StreamExecutionEnvironment copy(
            String bootstrapServers, String in, KafkaDeadLetterSink sink) {
        Configuration options = new Configuration();
        options.setString("restart-strategy.type", "fixed-delay");
        options.setString("restart-strategy.fixed-delay.delay", "100 ms");
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(options);
        env.setParallelism(2);
        env.enableCheckpointing(200);
        env.fromSource(source(bootstrapServers, in), WatermarkStrategy.noWatermarks(), in)
                .filter(KafkaDeadLettersITCase::failOnce)
                .sinkTo(sink.build());
        return env;
    }

    /** After half of the second batch, so that some of it has been written and must be undone. */
    private static boolean failOnce(DeadLetter letter) {
        if (letter.id().endsWith("#" + (MANY + MANY / 2)) && FAILS.compareAndSet(true, false)) {
            throw new IllegalStateException("fails once");
        }
        return true;
    }

    private static KafkaSource<DeadLetter> source(String bootstrapServers, String topic) {
        return KafkaSource.<DeadLetter>builder()
                .setBootstrapServers(bootstrapServers)
                .setTopics(topic)
                .setGroupId(topic)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(KafkaDeadLetters.deserializer())
                .build();
    }

    private static Stream<DeadLetter> letters(long seed) {
        RandomDeadLetters random = new RandomDeadLetters(seed, 500);
        return Stream.iterate(0, number -> number + 1)
                .map(number -> withId(random.next(), "letter#" + number));
    }

    private static DeadLetter withId(DeadLetter letter, String id) {
        return new DeadLetter(
                id,
                letter.stage(),
                letter.payload(),
                letter.key(),
                letter.origin(),
                letter.operator(),
                letter.failure(),
                letter.attempts(),
                letter.eventTime(),
                letter.watermark(),
                letter.timer(),
                letter.outputsDiscarded(),
                letter.outputsEmitted(),
                letter.replays());
    }

    private static void produce(KafkaBroker broker, String topic, List<DeadLetter> letters) {
        KafkaDeadLetterSerializationSchema schema = KafkaDeadLetters.serializationSchema(topic);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        letters.forEach(letter -> records.add(Records.write(letter, schema, 2)));
        KafkaRecords.produce(broker.bootstrapServers(), records);
    }

    private static List<DeadLetter> committed(KafkaBroker broker, String topic)
            throws MalformedDeadLetterException {
        List<DeadLetter> letters = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : read(broker, topic)) {
            letters.add(KafkaDeadLetters.read(record));
        }
        return letters;
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(KafkaBroker broker, String topic) {
        return KafkaRecords.read(
                broker.bootstrapServers(), topic, IsolationLevel.READ_COMMITTED, DEADLINE);
    }
}
