// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkresilience.deadletter.DeadLetter;
import io.github.flinkresilience.deadletter.Payload;
import io.github.flinkresilience.testing.flink.LocalCluster;
import io.github.flinkresilience.testing.flink.LocalJob;
import io.github.flinkresilience.testing.junit.KafkaExtension;
import io.github.flinkresilience.testing.junit.LocalClusterExtension;
import io.github.flinkresilience.testing.kafka.KafkaBroker;
import io.github.flinkresilience.testing.kafka.KafkaRecords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Topics that refuse dead letters fail the job; dead letters cut to a topic's limit fit it. */
@ExtendWith({KafkaExtension.class, LocalClusterExtension.class})
class RefusedDeadLettersITCase {

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final int TOPIC_LIMIT = 20_000;
    private static final Map<String, String> SMALL =
            Map.of("max.message.bytes", Integer.toString(TOPIC_LIMIT));

    @Test
    void shouldFailTheJobWhenTheTopicRefusesADeadLetter(KafkaBroker broker, LocalCluster cluster)
            throws Exception {
        broker.createTopic("refusing-dlq", 1, SMALL);

        LocalJob job =
                write(
                        cluster,
                        KafkaDeadLetters.sink(broker.bootstrapServers(), "refusing-dlq"),
                        List.of(letter(50_000)));

        assertThat(job.awaitTermination(DEADLINE)).isEqualTo(JobStatus.FAILED);
        assertThat(job.failureCause().orElseThrow())
                .rootCause()
                .hasMessageContaining("larger than the max message size");
    }

    @Test
    void shouldFailTheJobWhenTheTopicDoesNotExist(KafkaBroker broker, LocalCluster cluster)
            throws Exception {
        Properties impatient = new Properties();
        impatient.setProperty("max.block.ms", "2000");

        LocalJob job =
                write(
                        cluster,
                        KafkaDeadLetters.sink(broker.bootstrapServers(), "no-such-dlq")
                                .withProducerProperties(impatient),
                        List.of(letter(10)));

        assertThat(job.awaitTermination(DEADLINE)).isEqualTo(JobStatus.FAILED);
        assertThat(job.failureCause().orElseThrow())
                .hasStackTraceContaining(
                        "dead letter orders-3@17 from orders-3@17: cannot be written to"
                                + " no-such-dlq");
    }

    @Test
    void shouldFitExactlyWhenTheCapIsTheTopicsLimit(KafkaBroker broker, LocalCluster cluster)
            throws Exception {
        broker.createTopic("fitting-dlq", 1, SMALL);
        KafkaDeadLetterSink sink =
                KafkaDeadLetters.sink(broker.bootstrapServers(), "fitting-dlq")
                        .withDialect(KafkaDialect.spring())
                        .withMaxRecordBytes(TOPIC_LIMIT);

        assertWritten(broker, cluster, "fitting-dlq", sink);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "snappy", "lz4", "zstd"})
    void shouldFitWithAPercentToSpareWhenTheProducerCompresses(
            String codec, KafkaBroker broker, LocalCluster cluster) throws Exception {
        String topic = codec + "-dlq";
        broker.createTopic(topic, 1, SMALL);
        Properties compressing = new Properties();
        compressing.setProperty("compression.type", codec);
        KafkaDeadLetterSink sink =
                KafkaDeadLetters.sink(broker.bootstrapServers(), topic)
                        .withMaxRecordBytes(TOPIC_LIMIT * 99 / 100)
                        .withProducerProperties(compressing);

        assertWritten(broker, cluster, topic, sink);
    }

    private static void assertWritten(
            KafkaBroker broker, LocalCluster cluster, String topic, KafkaDeadLetterSink sink)
            throws Exception {
        List<DeadLetter> letters = new ArrayList<>();
        for (int length = 15_000; length < 25_000; length += 97) {
            letters.add(letter(length));
        }

        LocalJob job = write(cluster, sink, letters);

        assertThat(job.awaitTermination(DEADLINE)).isEqualTo(JobStatus.FINISHED);
        List<DeadLetter> written = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record :
                KafkaRecords.read(
                        broker.bootstrapServers(),
                        topic,
                        IsolationLevel.READ_COMMITTED,
                        DEADLINE)) {
            written.add(KafkaDeadLetters.read(record));
        }
        assertThat(written)
                .extracting(letter -> letter.payload().sha256())
                .containsExactlyInAnyOrderElementsOf(
                        letters.stream().map(letter -> letter.payload().sha256()).toList());
        assertThat(written).anyMatch(letter -> letter.payload().truncated());
        assertThat(written).anyMatch(letters::contains);
    }

    private static LocalJob write(
            LocalCluster cluster, KafkaDeadLetterSink sink, List<DeadLetter> letters)
            throws Exception {
        StreamExecutionEnvironment env = cluster.environment();
        env.setParallelism(1);
        env.fromData(letters).sinkTo(sink.build());
        return cluster.submit(env);
    }

    /** Bytes that do not compress. */
    private static DeadLetter letter(int payloadLength) {
        byte[] payload = new byte[payloadLength];
        new Random(payloadLength).nextBytes(payload);
        return Records.deadLetter().withPayload(Payload.raw(payload));
    }
}
