// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.flinkresilience.deadletter.DeadLetter;
import io.github.flinkresilience.deadletter.DeadLetters;
import io.github.flinkresilience.deserialization.CapturedLog;
import io.github.flinkresilience.deserialization.Decoded;
import io.github.flinkresilience.testing.Await;
import io.github.flinkresilience.testing.flink.LocalCluster;
import io.github.flinkresilience.testing.flink.LocalJob;
import io.github.flinkresilience.testing.junit.KafkaExtension;
import io.github.flinkresilience.testing.junit.LocalClusterExtension;
import io.github.flinkresilience.testing.kafka.KafkaBroker;
import io.github.flinkresilience.testing.kafka.KafkaRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Topics with records that nobody can read, and jobs that read the rest. */
@ExtendWith({KafkaExtension.class, LocalClusterExtension.class})
class UnreadableRecordsITCase {
    private static final int MANY = 1_000;
    private static final AtomicBoolean FAILS = new AtomicBoolean();

    @Test
    void shouldLoseAndRepeatNothingWhenTheJobFailsOnTheWay(KafkaBroker broker, LocalCluster cluster)
            throws Exception {
        broker.createTopic("unreadable-in", 2);
        broker.createTopic("unreadable-out", 1);
        broker.createTopic("unreadable-dlq", 1);
        TopicJob job = TopicJob.forever(broker, "unreadable-in");
        job.env.enableCheckpointing(200);
        SingleOutputStreamOperator<String> values =
                Decoded.split(job.source(TopicJob.ours(), WatermarkStrategy.noWatermarks()));
        values.filter(UnreadableRecordsITCase::failOnce).sinkTo(sink(broker, "unreadable-out"));
        DeadLetters.of(values)
                .sinkTo(
                        KafkaDeadLetters.sink(broker.bootstrapServers(), "unreadable-dlq")
                                .exactlyOnce("unreadable-dlq")
                                .build());
        FAILS.set(false);
        LocalJob running = job.submit(cluster);
        job.write(0, messages(0));
        running.awaitCheckpoints(2, TopicJob.DEADLINE);
        FAILS.set(true);
        job.write(1, messages(MANY));

        Await.until("job restarted", TopicJob.DEADLINE, () -> running.restarts() > 0);
        Await.until(
                "everything committed",
                TopicJob.DEADLINE,
                () ->
                        texts(broker, "unreadable-out").count()
                                        + texts(broker, "unreadable-dlq").count()
                                >= 2 * MANY);
        running.awaitCheckpoints(2, TopicJob.DEADLINE);

        assertThat(texts(broker, "unreadable-out"))
                .containsExactlyInAnyOrderElementsOf(messages(false));
        assertThat(texts(broker, "unreadable-dlq"))
                .containsExactlyInAnyOrderElementsOf(messages(true));
        List<String> origins = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> dead : committed(broker, "unreadable-dlq")) {
            DeadLetter letter = KafkaDeadLetters.read(dead);
            origins.add(letter.origin() + " " + new String(letter.payload().bytes(), UTF_8));
        }
        assertThat(origins).contains("unreadable-in-0@7 bad7", "unreadable-in-1@17 bad1017");
    }

    @Test
    void shouldCountAndLogWhatItSkips(KafkaBroker broker, LocalCluster cluster) throws Exception {
        broker.createTopic("skipping", 1);
        TopicJob job = TopicJob.once(broker, "skipping");
        job.write(0, "10", "bad", null, "11", "worse");
        job.values.record(
                job.source(
                        RetryThenSkipDeserializationSchema.skip(
                                TopicJob.numbers(), TopicJob.THREE_TRIES),
                        WatermarkStrategy.noWatermarks()));

        try (CapturedLog log = CapturedLog.of("io.github.flinkresilience.deadletter.FailureLog")) {
            LocalJob finished = job.finish(cluster);

            assertThat(job.values.played()).containsExactly("10", "11");
            assertThat(finished.metrics().total("resilience.recordsSkipped")).isEqualTo(2);
            assertThat(finished.metrics().total("resilience.recordsOk")).isEqualTo(3);
            assertThat(log.lines()).singleElement().asString().contains("skipping-0@1", "skipped");
        }
    }

    @Test
    void shouldNotSubmitAJobWhoseDeadLettersNobodyReads(KafkaBroker broker, LocalCluster cluster) {
        TopicJob unasked = TopicJob.once(broker, "unread");
        unasked.values.record(
                Decoded.split(unasked.source(TopicJob.ours(), WatermarkStrategy.noWatermarks())));
        assertThatIllegalStateException()
                .isThrownBy(() -> unasked.submit(cluster))
                .withMessageContaining("DeadLetters.of(");

        TopicJob unread = TopicJob.once(broker, "unread");
        DeadLetters.of(
                Decoded.split(unread.source(TopicJob.ours(), WatermarkStrategy.noWatermarks())));
        assertThatIllegalStateException()
                .isThrownBy(() -> unread.submit(cluster))
                .withMessageContaining("nothing reads its stream");
    }

    @Test
    void shouldChainTheSplitToTheSource(KafkaBroker broker) {
        TopicJob job = TopicJob.once(broker, "chained");
        job.values.record(job.read(TopicJob.ours()));

        assertThat(job.env.getStreamGraph().getJobGraph().getNumberOfVertices()).isEqualTo(1);
    }

    /** Late in the second batch, so that some of it has been emitted and must be undone. */
    private static boolean failOnce(String number) {
        if (number.equals(Integer.toString(MANY + MANY / 2)) && FAILS.compareAndSet(true, false)) {
            throw new IllegalStateException("fails once");
        }
        return true;
    }

    private static boolean unreadable(int number) {
        return number % 10 == 7;
    }

    private static String message(int number) {
        return unreadable(number) ? "bad" + number : Integer.toString(number);
    }

    private static String[] messages(int first) {
        return IntStream.range(first, first + MANY)
                .mapToObj(UnreadableRecordsITCase::message)
                .toArray(String[]::new);
    }

    private static List<String> messages(boolean unreadable) {
        return IntStream.range(0, 2 * MANY)
                .filter(number -> unreadable(number) == unreadable)
                .mapToObj(UnreadableRecordsITCase::message)
                .toList();
    }

    private static Stream<String> texts(KafkaBroker broker, String topic) {
        return committed(broker, topic).stream().map(record -> new String(record.value(), UTF_8));
    }

    private static List<ConsumerRecord<byte[], byte[]>> committed(
            KafkaBroker broker, String topic) {
        return KafkaRecords.read(
                broker.bootstrapServers(), topic, IsolationLevel.READ_COMMITTED, TopicJob.DEADLINE);
    }

    private static KafkaSink<String> sink(KafkaBroker broker, String topic) {
        return KafkaSink.<String>builder()
                .setBootstrapServers(broker.bootstrapServers())
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(topic)
                .setRecordSerializer(
                        KafkaRecordSerializationSchema.<String>builder()
                                .setTopic(topic)
                                .setValueSerializationSchema(new SimpleStringSchema())
                                .build())
                .build();
    }
}
