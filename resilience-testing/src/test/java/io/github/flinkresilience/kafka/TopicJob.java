// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkresilience.deadletter.DeadLetter;
import io.github.flinkresilience.deadletter.DeadLetters;
import io.github.flinkresilience.deadletter.FailurePolicy;
import io.github.flinkresilience.deadletter.Tape;
import io.github.flinkresilience.deserialization.Decoded;
import io.github.flinkresilience.deserialization.Schemas;
import io.github.flinkresilience.retry.Backoff;
import io.github.flinkresilience.retry.RetryPolicy;
import io.github.flinkresilience.testing.flink.LocalCluster;
import io.github.flinkresilience.testing.flink.LocalJob;
import io.github.flinkresilience.testing.kafka.KafkaBroker;
import io.github.flinkresilience.testing.kafka.KafkaRecords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.DataStreamSource;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A topic of numbers, some of which are none, and a job that reads it. */
final class TopicJob {
    static final Duration DEADLINE = Duration.ofSeconds(60);
    static final FailurePolicy THREE_TRIES = FailurePolicy.of(RetryPolicy.of(3, Backoff.none()));
    static final String SOURCE = "numbers";

    final StreamExecutionEnvironment env;
    final Tape<String> values = new Tape<>();
    final Tape<DeadLetter> letters = new Tape<>();

    private final KafkaBroker broker;
    private final String topic;
    private boolean bounded = true;

    private TopicJob(KafkaBroker broker, String topic, Configuration options) {
        this.broker = broker;
        this.topic = topic;
        env = StreamExecutionEnvironment.getExecutionEnvironment(options);
        env.setParallelism(1);
    }

    /** Reads the topic up to the end that it has; fails for good. */
    static TopicJob once(KafkaBroker broker, String topic) {
        Configuration options = new Configuration();
        options.setString("restart-strategy.type", "none");
        return new TopicJob(broker, topic, options);
    }

    /** Reads the topic on and on; restarts when it fails. */
    static TopicJob forever(KafkaBroker broker, String topic) {
        Configuration options = new Configuration();
        options.setString("restart-strategy.type", "fixed-delay");
        options.setString("restart-strategy.fixed-delay.attempts", "1000");
        options.setString("restart-strategy.fixed-delay.delay", "100 ms");
        TopicJob job = new TopicJob(broker, topic, options);
        job.bounded = false;
        return job;
    }

    /** Reads numbers; nothing for a tombstone. */
    static DeserializationSchema<String> numbers() {
        return Schemas.text(
                message ->
                        message == null
                                ? null
                                : Long.toString(Long.parseLong(new String(message, UTF_8))));
    }

    static KafkaRecordDeserializationSchema<Decoded<String>> ours() {
        return RetryThenSkipDeserializationSchema.deadLetter(numbers(), THREE_TRIES);
    }

    /** Writes to a partition, in this order; null is a tombstone. */
    void write(int partition, @Nullable String... messages) {
        write(partition, System.currentTimeMillis(), messages);
    }

    /** Writes records of one timestamp to a partition. */
    void write(int partition, long timestamp, @Nullable String... messages) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (String message : messages) {
            byte[] value = message == null ? null : message.getBytes(UTF_8);
            records.add(new ProducerRecord<>(topic, partition, timestamp, null, value));
        }
        KafkaRecords.produce(broker.bootstrapServers(), records);
    }

    <OUT> DataStreamSource<OUT> source(
            KafkaRecordDeserializationSchema<OUT> schema, WatermarkStrategy<OUT> watermarks) {
        KafkaSourceBuilder<OUT> source =
                KafkaSource.<OUT>builder()
                        .setBootstrapServers(broker.bootstrapServers())
                        .setTopics(topic)
                        .setGroupId(topic)
                        .setStartingOffsets(OffsetsInitializer.earliest())
                        .setDeserializer(schema);
        if (bounded) {
            source.setBounded(OffsetsInitializer.latest());
        }
        return env.fromSource(source.build(), watermarks, SOURCE);
    }

    /** Reads and splits; dead letters are kept. */
    SingleOutputStreamOperator<String> read(
            KafkaRecordDeserializationSchema<Decoded<String>> schema) {
        SingleOutputStreamOperator<String> split =
                Decoded.split(source(schema, WatermarkStrategy.noWatermarks()));
        letters.record(DeadLetters.of(split));
        return split;
    }

    LocalJob submit(LocalCluster cluster) throws Exception {
        return cluster.submit(env);
    }

    /** Runs the job to an end that has to be a good one. */
    LocalJob finish(LocalCluster cluster) throws Exception {
        LocalJob job = submit(cluster);
        JobStatus status = job.awaitTermination(DEADLINE);
        assertThat(status).as(() -> "ended with " + failure(job)).isEqualTo(JobStatus.FINISHED);
        return job;
    }

    /** Runs the job to an end that has to be a failure; gives all that is said about it. */
    String fail(LocalCluster cluster) throws Exception {
        LocalJob job = submit(cluster);
        assertThat(job.awaitTermination(DEADLINE)).isEqualTo(JobStatus.FAILED);
        return failure(job);
    }

    private static String failure(LocalJob job) {
        return job.failureCause().map(ExceptionUtils::stringifyException).orElse("no failure");
    }
}
