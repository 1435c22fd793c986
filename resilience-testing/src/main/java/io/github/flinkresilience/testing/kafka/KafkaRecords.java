// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Whole topics as lists of records, and lists of records into topics.
 *
 * <p>Every method blocks and uses a client of its own; all may be called from any thread.
 */
public final class KafkaRecords {

    private static final Duration POLL = Duration.ofMillis(100);

    private KafkaRecords() {}

    /**
     * Reads a topic from its beginning to the end that it has now.
     *
     * <p>The reader is assigned all partitions and belongs to no group: a group would read again
     * after a broker's death, and so fake duplicates. Records come in offset order within a
     * partition; the order of the partitions is not defined.
     *
     * @param isolation {@code READ_COMMITTED} for what exactly-once readers see, up to the first
     *     open transaction; {@code READ_UNCOMMITTED} for everything, aborted records included
     * @param deadline how long the reading may take, connecting included
     * @throws AssertionError if the deadline passes first
     * @throws org.apache.kafka.common.KafkaException if the topic does not exist or the broker
     *     refuses
     */
    public static List<ConsumerRecord<byte[], byte[]>> read(
            String bootstrapServers, String topic, IsolationLevel isolation, Duration deadline) {
        long end = System.nanoTime() + deadline.toNanos();
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(consumerProperties(bootstrapServers, isolation))) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic, deadline).stream()
                            .map(p -> new TopicPartition(topic, p.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, deadline);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (!reached(consumer, ends)) {
                if (System.nanoTime() >= end) {
                    throw new AssertionError(
                            "not within " + deadline + ": end of topic " + topic + " at " + ends);
                }
                consumer.poll(POLL).forEach(records::add);
            }
            return records;
        }
    }

    /**
     * Writes records, idempotently and outside of any transaction, and returns when the broker has
     * all of them.
     *
     * @throws CompletionException if the broker refuses one; the first refusal is its cause
     */
    public static void produce(
            String bootstrapServers, Iterable<ProducerRecord<byte[], byte[]>> records) {
        AtomicReference<Exception> refusal = new AtomicReference<>();
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(producerProperties(bootstrapServers))) {
            for (ProducerRecord<byte[], byte[]> record : records) {
                Future<?> unused =
                        producer.send(
                                record,
                                (metadata, failure) -> {
                                    if (failure != null) {
                                        refusal.compareAndSet(null, failure);
                                    }
                                });
            }
            producer.flush();
        }
        if (refusal.get() != null) {
            throw new CompletionException("record not written", refusal.get());
        }
    }

    private static boolean reached(
            Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private static Map<String, Object> consumerProperties(
            String bootstrapServers, IsolationLevel isolation) {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                isolation.name().toLowerCase(Locale.ROOT),
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class);
    }

    private static Map<String, Object> producerProperties(String bootstrapServers) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.BATCH_SIZE_CONFIG,
                256 * 1024,
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class);
    }
}
