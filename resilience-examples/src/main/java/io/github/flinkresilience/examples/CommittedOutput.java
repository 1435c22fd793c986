// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.examples;

import io.github.flinkresilience.examples.orders.OrderJob;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Counts what the job has committed, as it happens, in a thread of its own. Thread-safe. */
final class CommittedOutput implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final Consumer<byte[], byte[]> consumer;
    private final AtomicLong receipts = new AtomicLong();
    private final AtomicLong deadLetters = new AtomicLong();
    private volatile long lastChange = System.nanoTime();

    private CommittedOutput(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    static CommittedOutput watch(String kafka) {
        Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties(kafka));
        List<TopicPartition> partitions =
                Stream.of(OrderJob.RECEIPTS, OrderJob.DEAD_LETTERS)
                        .flatMap(topic -> consumer.partitionsFor(topic).stream())
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        CommittedOutput output = new CommittedOutput(consumer);
        Thread thread = new Thread(output::count, "committed-output");
        thread.setDaemon(true);
        thread.start();
        return output;
    }

    long receipts() {
        return receipts.get();
    }

    long deadLetters() {
        return deadLetters.get();
    }

    long total() {
        return receipts.get() + deadLetters.get();
    }

    /** How long nothing has been committed. */
    Duration quietFor() {
        return Duration.ofNanos(System.nanoTime() - lastChange);
    }

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
                                    boolean receipt = record.topic().equals(OrderJob.RECEIPTS);
                                    (receipt ? receipts : deadLetters).incrementAndGet();
                                    lastChange = System.nanoTime();
                                });
            }
        } catch (WakeupException closed) {
            // The end that close() asks for.
        }
    }

    private static Map<String, Object> properties(String kafka) {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka,
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
