// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.examples.traffic;

import io.github.flinkresilience.testing.kafka.KafkaRecords;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes orders to Kafka at a steady pace, in a thread of its own, whatever happens to the job.
 * Thread-safe.
 */
public final class OrderWriter {

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(10);

    private final OrderTraffic traffic;
    private final Duration time;
    private final AtomicInteger written = new AtomicInteger();
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    private OrderWriter(OrderTraffic traffic, Duration time) {
        this.traffic = traffic;
        this.time = time;
    }

    /**
     * Starts to write.
     *
     * @param time how long all orders take
     */
    public static OrderWriter start(String kafka, OrderTraffic traffic, Duration time) {
        OrderWriter writer = new OrderWriter(traffic, time);
        Thread thread = new Thread(() -> writer.writeTo(kafka), "order-writer");
        thread.setDaemon(true);
        thread.start();
        return writer;
    }

    /** How many orders have been handed to Kafka's client. */
    public int written() {
        return written.get();
    }

    /** Completes when Kafka has all orders; fails when it refuses one. */
    public CompletableFuture<Void> done() {
        return done;
    }

    private void writeTo(String kafka) {
        try {
            KafkaRecords.produce(kafka, this::paced);
            done.complete(null);
        } catch (RuntimeException | Error e) {
            done.completeExceptionally(e);
        }
    }

    private Iterator<ProducerRecord<byte[], byte[]>> paced() {
        long start = System.nanoTime();
        return traffic.records().peek(order -> awaitTurn(start)).iterator();
    }

    private void awaitTurn(long start) {
        long due = start + time.toNanos() * written.getAndIncrement() / traffic.size();
        Duration pause = Duration.ofNanos(due - System.nanoTime());
        if (pause.compareTo(SHORTEST_PAUSE) > 0) {
            try {
                Thread.sleep(pause.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while writing orders", e);
            }
        }
    }
}
