// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes events at a steady rate until it is stopped; an unreachable broker is waited for. */
final class Traffic implements AutoCloseable {

    private static final int KEYS = 200;
    private static final int TEN_MINUTES_IN_MILLIS = 600_000;

    private final String kafka;
    private final int perSecond;
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicReference<Exception> refusal = new AtomicReference<>();
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private volatile boolean stopped;

    private Traffic(String kafka, int perSecond) {
        this.kafka = kafka;
        this.perSecond = perSecond;
    }

    static Traffic start(String kafka, int perSecond) {
        Traffic traffic = new Traffic(kafka, perSecond);
        Thread thread = new Thread(traffic::write, "traffic");
        thread.setDaemon(true);
        thread.start();
        return traffic;
    }

    /** How many events the broker has accepted. */
    long accepted() {
        return accepted.get();
    }

    /** Writes no more, and waits until the broker has all that was written. */
    long stop() throws Exception {
        stopped = true;
        done.get(2, TimeUnit.MINUTES);
        if (refusal.get() != null) {
            throw refusal.get();
        }
        return accepted();
    }

    @Override
    public void close() {
        stopped = true;
    }

    private void write() {
        try (Producer<byte[], byte[]> producer = new KafkaProducer<>(properties())) {
            long start = System.nanoTime();
            for (long number = 0; !stopped; number++) {
                Future<?> unused =
                        producer.send(
                                event(number),
                                (metadata, failure) -> {
                                    if (failure == null) {
                                        accepted.incrementAndGet();
                                    } else {
                                        refusal.compareAndSet(null, failure);
                                    }
                                });
                long due = start + (number + 1) * 1_000_000_000L / perSecond;
                LockSupport.parkNanos(due - System.nanoTime());
            }
            producer.flush();
            done.complete(null);
        } catch (RuntimeException e) {
            done.completeExceptionally(e);
        }
    }

    private static ProducerRecord<byte[], byte[]> event(long number) {
        String id = "e-" + number;
        Event.Kind kind = Event.Kind.of(number);
        // A timer knows nothing but its key, so this one's key has to tell the event.
        String key = kind == Event.Kind.POISON_TIMER ? id : "k-" + number % KEYS;
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        EventJob.EVENTS, key.getBytes(UTF_8), Event.write(id, key, kind));
        record.headers().add(Event.ID_HEADER, id.getBytes(UTF_8));
        return record;
    }

    private Map<String, Object> properties() {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                TEN_MINUTES_IN_MILLIS,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                TEN_MINUTES_IN_MILLIS,
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class);
    }
}
