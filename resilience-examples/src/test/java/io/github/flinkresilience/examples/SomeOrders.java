// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.flinkresilience.deadletter.DeadLetter;
import io.github.flinkresilience.examples.orders.OrderTopics;
import io.github.flinkresilience.testing.Await;
import io.github.flinkresilience.testing.kafka.CommittedRecords;
import io.github.flinkresilience.testing.kafka.KafkaBroker;
import io.github.flinkresilience.testing.kafka.KafkaRecords;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Orders o-0, o-1 and so on. Those whose numbers end with 3 are cut off in the middle. */
final class SomeOrders {

    private static final Duration QUIET = Duration.ofSeconds(60);

    private SomeOrders() {}

    static void createTopics(KafkaBroker broker, OrderTopics topics) {
        broker.createTopic(topics.orders(), 4);
        broker.createTopic(topics.receipts(), 2);
        broker.createTopic(topics.deadLetters(), 1);
    }

    static void write(OrderTopics topics, int from, int to) {
        List<ProducerRecord<byte[], byte[]>> orders =
                IntStream.range(from, to)
                        .mapToObj(number -> order(topics.orders(), "o-" + number))
                        .toList();
        KafkaRecords.produce(topics.kafka(), orders);
    }

    /** Waits until so many are committed; a ledger tells more of missing ones than a deadline. */
    static void awaitCommitted(int count, CommittedRecords committed) {
        long start = System.nanoTime();
        Await.until(
                count + " orders committed, or no more of them",
                Duration.ofMinutes(3),
                () ->
                        committed.total() >= count
                                || (committed.quietFor().compareTo(QUIET) > 0
                                        && System.nanoTime() - start > QUIET.toNanos()));
    }

    // snippet:ids
    /** The key of every order, of every receipt and of every dead letter is the order's id. */
    static String id(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.key(), UTF_8);
    }

    static String id(DeadLetter letter) {
        return new String(Objects.requireNonNull(letter.key()).bytes(), UTF_8);
    }

    // end

    private static ProducerRecord<byte[], byte[]> order(String topic, String id) {
        String json =
                "{\"id\":\"%s\",\"customer\":\"ann\",\"card\":\"valid\",\"cents\":5,\"gift\":null}"
                        .formatted(id);
        String value = id.endsWith("3") ? json.substring(0, 7 + id.length()) : json;
        return new ProducerRecord<>(topic, id.getBytes(UTF_8), value.getBytes(UTF_8));
    }
}
