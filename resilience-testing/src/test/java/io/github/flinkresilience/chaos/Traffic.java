// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.flinkresilience.testing.Await;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
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

    private static final Duration DEADLINE = Duration.ofMinutes(3);
    private static final int KEYS = 200;
    private static final int TEN_MINUTES_IN_MILLIS = 600_000;

    private final String kafka;
    private final int perSecond;
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicReference<Exception> refusal = new AtomicReference<>();
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final Queue<Event.Kind> ordered = new ConcurrentLinkedQueue<>();
    private volatile boolean paused;
    private volatile boolean stopped;
    private long written;

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

    /** The next event is of this kind. */
    void order(Event.Kind kind) {
        ordered.add(kind);
    }

    /** Writes no more for now, and waits until the broker has all that was written. */
    long pause() {
        paused = true;
        Await.until(
                "the broker has accepted all that was written",
                DEADLINE,
                () -> {
                    throwRefusal();
                    return accepted() == written();
                });
        return accepted();
    }

    /** Goes on. */
    void resume() {
        paused = false;
    }

    /** Writes no more, and waits until the broker has all that was written. */
    long stop() throws Exception {
        stopped = true;
        done.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        throwRefusal();
        return accepted();
    }

    @Override
    public void close() {
        stopped = true;
    }

    private void write() {
        try (Producer<byte[], byte[]> producer = new KafkaProducer<>(properties())) {
            while (!stopped) {
                LockSupport.parkNanos(1_000_000_000L / perSecond);
                if (!paused) {
                    write(producer);
                }
            }
            producer.flush();
            done.complete(null);
        } catch (RuntimeException e) {
            done.completeExceptionally(e);
        }
    }

    private synchronized void write(Producer<byte[], byte[]> producer) {
        if (paused) {
            return;
        }
        Event.Kind asked = ordered.poll();
        long number = written++;
        Future<?> unused =
                producer.send(
                        event(number, asked == null ? Event.Kind.of(number) : asked),
                        (metadata, failure) -> {
                            if (failure == null) {
                                accepted.incrementAndGet();
                            } else {
                                refusal.compareAndSet(null, failure);
                            }
                        });
    }

    private synchronized long written() {
        return written;
    }

    private void throwRefusal() throws Exception {
        if (refusal.get() != null) {
            throw refusal.get();
        }
    }

    private static ProducerRecord<byte[], byte[]> event(long number, Event.Kind kind) {
        String id = "e-" + number;
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
