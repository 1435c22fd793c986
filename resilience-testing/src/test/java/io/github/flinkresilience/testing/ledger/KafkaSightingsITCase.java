// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.flinkresilience.testing.junit.KafkaExtension;
import io.github.flinkresilience.testing.kafka.KafkaBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(KafkaExtension.class)
class KafkaSightingsITCase {

    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final Function<ConsumerRecord<byte[], byte[]>, String> VALUE =
            record -> new String(record.value(), UTF_8);

    @Test
    void shouldTellCommittedRecordsFromOthers(KafkaBroker broker) {
        broker.createTopic("sightings", 1);
        try (Producer<byte[], byte[]> producer = producer(broker)) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(record("a"));
            producer.commitTransaction();
            producer.beginTransaction();
            producer.send(record("b"));
            producer.flush();
            producer.abortTransaction();
        }
        String servers = broker.bootstrapServers();

        List<Sighting> committed = KafkaSightings.committed(servers, "sightings", DEADLINE, VALUE);
        List<Sighting> uncommitted =
                KafkaSightings.uncommitted(servers, "sightings", DEADLINE, VALUE);

        assertThat(committed)
                .containsExactly(new Sighting("a", "key", "a".getBytes(UTF_8), "sightings-0", 0));
        assertThat(uncommitted).map(Sighting::id).containsExactly("a", "b");
        assertThat(
                        JobLedger.of("orders", Sighting.inOrder("orders-0", List.of("a", "b")))
                                .seen("receipts, uncommitted included", uncommitted)
                                .outcome("receipts", committed)
                                .verdict()
                                .lost())
                .map(Verdict.Lost::toString)
                .containsExactly(
                        "b (orders-0@1): was in receipts, uncommitted included, not in receipts");
    }

    @Test
    void shouldNameTheRecordThatHasNoId() {
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>("orders", 1, 17L, new byte[] {(byte) 0xff}, null);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> KafkaSightings.of(List.of(record), VALUE))
                .withMessageContaining("orders-1@17")
                .withCauseInstanceOf(NullPointerException.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KafkaSightings.of(List.of(record), any -> null))
                .withMessageContaining("orders-1@17");
        assertThat(KafkaSightings.of(List.of(record), KafkaSightings::place))
                .containsExactly(new Sighting("orders-1@17", "0xff", null, "orders-1", 17));
    }

    private static ProducerRecord<byte[], byte[]> record(String value) {
        return new ProducerRecord<>("sightings", "key".getBytes(UTF_8), value.getBytes(UTF_8));
    }

    private static Producer<byte[], byte[]> producer(KafkaBroker broker) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "transactional.id",
                        "sightings"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
