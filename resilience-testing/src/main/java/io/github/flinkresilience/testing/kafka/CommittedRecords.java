// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.kafka;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Counts what is committed to topics, as it happens, in a thread of its own. A broker that is away
 * for a while is waited for.
 *
 * <p>Thread-safe; only {@link #watch} blocks.
 */
public final class CommittedRecords implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final Consumer<byte[], byte[]> consumer;
    private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();
    private volatile long lastChange = System.nanoTime();

    private CommittedRecords(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /**
     * Starts counting from the beginning of the topics, which have to exist.
     *
     * @throws org.apache.kafka.common.KafkaException if the broker does not answer
     */
    public static CommittedRecords watch(String bootstrapServers, String... topics) {
        Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties(bootstrapServers));
        List<TopicPartition> partitions =
                Arrays.stream(topics)
                        .flatMap(topic -> consumer.partitionsFor(topic).stream())
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        CommittedRecords records = new CommittedRecords(consumer);
        Thread thread = new Thread(records::count, "committed-records");
        thread.setDaemon(true);
        thread.start();
        return records;
    }

    /** How many records of a topic have been committed so far. */
    public long count(String topic) {
        AtomicLong count = counts.get(topic);
        return count == null ? 0 : count.get();
    }

    /** How many records of all the topics have been committed so far. */
    public long total() {
        return counts.values().stream().mapToLong(AtomicLong::get).sum();
    }

    /** How long nothing has been committed. */
    public Duration quietFor() {
        return Duration.ofNanos(System.nanoTime() - lastChange);
    }

    /** Stops counting. */
    @Override
    public void close() {
        consumer.wakeup();
    }

    private void count() {
        try (consumer) {
            while (true) {
                consumer.poll(POLL)
                        .forEach(
                                record -> {
                                    counts.computeIfAbsent(
                                                    record.topic(), topic -> new AtomicLong())
                                            .incrementAndGet();
                                    lastChange = System.nanoTime();
                                });
            }
        } catch (WakeupException closed) {
            // The end that close() asks for.
        }
    }

    private static Map<String, Object> properties(String bootstrapServers) {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                IsolationLevel.READ_COMMITTED.name().toLowerCase(Locale.ROOT),
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class);
    }
}
