// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.contract;

import io.github.flinkresilience.testing.Await;
import io.github.flinkresilience.testing.flink.LocalCluster;
import io.github.flinkresilience.testing.flink.LocalJob;
import io.github.flinkresilience.testing.flink.ReportedMetric;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import javax.annotation.Nullable;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** A job that counts the records of a source, in one run after the other. */
final class TalliedJob<T> {

    /** Between checkpoints, for a job that is to complete none by itself. */
    static final Duration NEVER = Duration.ofHours(1);

    private static final String TALLY = "tally";

    private final LocalCluster cluster;
    private final ExternalInput<T> input;
    private final Guarantee guarantee;
    private final Duration deadline;
    private final Tally tally = new Tally();
    private final List<String> written = new ArrayList<>();
    private Duration checkpointInterval = Duration.ofMillis(100);
    private int parallelism = 2;
    @Nullable private LocalJob running;

    TalliedJob(
            LocalCluster cluster, ExternalInput<T> input, Guarantee guarantee, Duration deadline) {
        this.cluster = cluster;
        this.input = input;
        this.guarantee = guarantee;
        this.deadline = deadline;
    }

    TalliedJob<T> withCheckpointsEvery(Duration interval) {
        checkpointInterval = interval;
        return this;
    }

    TalliedJob<T> withParallelism(int subtasks) {
        parallelism = subtasks;
        return this;
    }

    Tally tally() {
        return tally;
    }

    LocalJob running() {
        return Objects.requireNonNull(running, "not started");
    }

    void write(int records) throws Exception {
        written.addAll(input.write(records));
    }

    void writeToOneSplit(int records) throws Exception {
        written.addAll(input.writeToOneSplit(records));
    }

    void start(Source<T, ?, ?> source) throws Exception {
        running = cluster.submit(environment(source));
    }

    void start(Source<T, ?, ?> source, String savepoint) throws Exception {
        running = cluster.submit(environment(source), savepoint);
    }

    /** Waits until everything written is counted, and a checkpoint after that has completed. */
    void awaitCheckpointOfAll() {
        awaitAll();
        // The one under way may have passed the counting operator before the last record.
        running().awaitCheckpoints(2, deadline);
    }

    /** Waits until everything written is counted. */
    void awaitAll() {
        try {
            Await.until(
                    "everything written is counted",
                    deadline,
                    () -> tally.counts().keySet().containsAll(written));
        } catch (AssertionError timeout) {
            running().failureCause().ifPresent(timeout::addSuppressed);
            expect(timeout);
            throw timeout;
        }
    }

    String stop(Path savepoints) {
        return running().stopWithSavepoint(savepoints);
    }

    /**
     * Waits for everything, stops the job, and holds what its state has against what was written.
     */
    void finish(Path savepoints) {
        awaitAll();
        String unused = stop(savepoints);
        expectAll();
    }

    /** The state has all that was written, and nothing else. */
    void expectAll() {
        expect(null);
    }

    /** The watermark of the counting operator. */
    long watermark() {
        return running().metrics().ofOperator(TALLY).named("currentInputWatermark").stream()
                .filter(ReportedMetric::live)
                .mapToLong(metric -> metric.value().longValue())
                .max()
                .orElse(Long.MIN_VALUE);
    }

    private void expect(@Nullable Throwable cause) {
        Map<String, Integer> counts = tally.counts();
        Collection<String> lost = new TreeSet<>(written);
        lost.removeAll(counts.keySet());
        if (!lost.isEmpty()) {
            throw broken(
                    "lost",
                    lost,
                    "The position in a checkpoint is the one after the last record emitted before it: neither ahead of that nor missing; splits that no reader has yet belong into the enumerator's state.",
                    cause);
        }
        Collection<String> invented = new TreeSet<>(counts.keySet());
        invented.removeAll(written);
        if (!invented.isEmpty()) {
            throw broken("invented", invented, "Emit what was written and nothing else.", cause);
        }
        Collection<String> twice = new TreeSet<>(counts.keySet());
        twice.removeIf(id -> counts.getOrDefault(id, 0) <= 1);
        if (guarantee == Guarantee.EXACTLY_ONCE && !twice.isEmpty()) {
            throw broken(
                    "counted more than once",
                    twice,
                    "Go on at the position of the restored checkpoint, not before it; or declare Guarantee.AT_LEAST_ONCE.",
                    cause);
        }
    }

    private AssertionError broken(
            String how, Collection<String> ids, String remedy, @Nullable Throwable cause) {
        return Broken.contract(
                "%d of %d records are %s, such as %s"
                        .formatted(ids.size(), written.size(), how, ids.stream().limit(5).toList()),
                remedy,
                cause);
    }

    private StreamExecutionEnvironment environment(Source<T, ?, ?> source) {
        Configuration options = new Configuration();
        options.setString(
                "execution.checkpointing.interval", checkpointInterval.toMillis() + " ms");
        // The first one comes after a pause as well, not at once, as it does in Flink 2.3
        // otherwise.
        options.setString("execution.checkpointing.min-pause", firstPause().toMillis() + " ms");
        options.setString("restart-strategy.type", "fixed-delay");
        options.setString("restart-strategy.fixed-delay.attempts", "20");
        options.setString("restart-strategy.fixed-delay.delay", "50 ms");
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(options);
        env.setParallelism(parallelism);
        env.setMaxParallelism(16);
        DataStream<T> records =
                env.fromSource(source, watermarks(), "source", input.type()).uid("source");
        records.map(input.ids())
                .returns(Types.STRING)
                .uid("ids")
                .process(tally.counting())
                .returns(Types.INT)
                .name(TALLY)
                .uid(TALLY)
                .setParallelism(1)
                .sinkTo(new DiscardingSink<>())
                .uid("end")
                .setParallelism(1);
        return env;
    }

    private Duration firstPause() {
        return checkpointInterval.compareTo(NEVER) < 0 ? Duration.ZERO : checkpointInterval;
    }

    private WatermarkStrategy<T> watermarks() {
        return input.eventTime()
                .map(
                        assigner ->
                                WatermarkStrategy.<T>forMonotonousTimestamps()
                                        .withTimestampAssigner(assigner)
                                        .withIdleness(Duration.ofSeconds(1)))
                .orElseGet(WatermarkStrategy::noWatermarks);
    }
}
