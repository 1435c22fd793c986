// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.examples;

import io.github.flinkresilience.examples.orders.OrderJob;
import io.github.flinkresilience.examples.traffic.OrderWriter;
import io.github.flinkresilience.testing.flink.LocalJob;
import io.github.flinkresilience.testing.kafka.CommittedRecords;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Says each second how far the demo is, in a thread of its own. */
final class Progress implements AutoCloseable {

    private final Screen screen;
    private final OrderWriter writer;
    private final CommittedRecords committed;
    private final LongSupplier restarts;
    private final long start = System.nanoTime();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread thread = new Thread(task, "progress");
                        thread.setDaemon(true);
                        return thread;
                    });

    private Progress(
            Screen screen, OrderWriter writer, CommittedRecords committed, LongSupplier restarts) {
        this.screen = screen;
        this.writer = writer;
        this.committed = committed;
        this.restarts = restarts;
    }

    static Progress start(
            Screen screen, OrderWriter writer, CommittedRecords committed, LongSupplier restarts) {
        Progress progress = new Progress(screen, writer, committed, restarts);
        var unused = progress.clock.scheduleAtFixedRate(progress::say, 1, 1, TimeUnit.SECONDS);
        return progress;
    }

    /** How often the tasks of the job have been started again, by whatever cause. */
    static long restarts(LocalJob job) {
        long starts =
                job.metrics().ofOperator("charge").named("numRecordsIn").stream()
                        .filter(metric -> "0".equals(metric.variables().get("<subtask_index>")))
                        .count();
        return Math.max(0, starts - 1);
    }

    /** Says what just happens. */
    void event(String text) {
        screen.line("  %3d s   %s".formatted(seconds(), text));
    }

    /** Goes on for so long. */
    void watch(Duration time) throws InterruptedException {
        Thread.sleep(time.toMillis());
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private void say() {
        screen.progress(
                "  %3d s   written %,9d   committed: receipts %,9d, dead letters %,6d   restarts %d"
                        .formatted(
                                seconds(),
                                writer.written(),
                                committed.count(OrderJob.RECEIPTS),
                                committed.count(OrderJob.DEAD_LETTERS),
                                restarts.getAsLong()));
    }

    private long seconds() {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
    }
}
