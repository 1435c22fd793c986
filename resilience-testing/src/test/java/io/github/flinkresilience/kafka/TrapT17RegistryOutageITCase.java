// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkresilience.deserialization.Decoded;
import io.github.flinkresilience.deserialization.Schemas;
import io.github.flinkresilience.retry.RetriesSpent;
import io.github.flinkresilience.testing.Await;
import io.github.flinkresilience.testing.flink.LocalCluster;
import io.github.flinkresilience.testing.flink.LocalJob;
import io.github.flinkresilience.testing.junit.KafkaExtension;
import io.github.flinkresilience.testing.junit.LocalClusterExtension;
import io.github.flinkresilience.testing.kafka.KafkaBroker;
import io.github.flinkresilience.testing.kafka.KafkaRecords;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** T17: an outage of a schema registry must not drain the topic into the dead letters. */
@ExtendWith({KafkaExtension.class, LocalClusterExtension.class})
class TrapT17RegistryOutageITCase {
    private static final int MANY = 50;
    private static final String TOPIC = "t17";

    @Test
    void shouldWaitForTheRegistryAndReadEverything(KafkaBroker broker, LocalCluster cluster)
            throws Exception {
        broker.createTopic(TOPIC, 1);
        produce(broker);

        readsEverythingAfterAnOutage(broker, cluster, TrapT17RegistryOutageITCase::ours);
        assertThatThrownBy(
                        () ->
                                readsEverythingAfterAnOutage(
                                        broker, cluster, TrapT17RegistryOutageITCase::obvious))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("drained");
    }

    private static void readsEverythingAfterAnOutage(
            KafkaBroker broker,
            LocalCluster cluster,
            IntFunction<KafkaRecordDeserializationSchema<Decoded<String>>> schema)
            throws Exception {
        int port = freePort();
        TopicJob job = TopicJob.forever(broker, TOPIC);
        job.values.record(job.read(schema.apply(port)));
        LocalJob running = job.submit(cluster);
        Await.until(
                "the outage shows",
                TopicJob.DEADLINE,
                () -> running.restarts() > 1 || job.letters.played().size() == MANY);

        assertThat(job.letters.played()).as("drained into dead letters").isEmpty();
        try (StubRegistry registry = StubRegistry.start(port)) {
            Await.until(
                    "all values at " + registry.port(),
                    TopicJob.DEADLINE,
                    () -> Set.copyOf(job.values.played()).size() == MANY);
        }
        assertThat(job.values.played()).contains("schema 1: 0", "schema 1: " + (MANY - 1));
        assertThat(job.letters.played()).isEmpty();
    }

    private static KafkaRecordDeserializationSchema<Decoded<String>> ours(int registryPort) {
        return RetryThenSkipDeserializationSchema.deadLetter(
                Schemas.text(new RegistrySchema(registryPort)),
                TopicJob.THREE_TRIES.withRetriesSpent(RetriesSpent.FAIL_JOB));
    }

    private static KafkaRecordDeserializationSchema<Decoded<String>> obvious(int registryPort) {
        return new ObviousSchema(Schemas.text(new RegistrySchema(registryPort)), Exception.class);
    }

    private static int freePort() throws Exception {
        try (StubRegistry registry = StubRegistry.start(0)) {
            return registry.port();
        }
    }

    private static void produce(KafkaBroker broker) {
        List<ProducerRecord<byte[], byte[]>> records =
                IntStream.range(0, MANY)
                        .mapToObj(i -> RegistrySchema.message(1, Integer.toString(i)))
                        .map(value -> new ProducerRecord<byte[], byte[]>(TOPIC, value))
                        .toList();
        KafkaRecords.produce(broker.bootstrapServers(), records);
    }
}
