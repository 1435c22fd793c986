// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.contract;

import io.github.flinkresilience.testing.Await;
import io.github.flinkresilience.testing.flink.LocalCluster;
import io.github.flinkresilience.testing.junit.LocalClusterExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.annotation.Nullable;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.connector.source.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a source promises that can be rewound: no record is lost, and none has its effect twice,
 * whatever fails. Its tests run real jobs on a {@link LocalCluster}; a record has its effect when
 * its id is counted in the state of an operator.
 *
 * <pre>{@code
 * class OrdersSourceITCase extends RewindableSourceContract<Order> {
 *     protected ExternalInput<Order> input() {
 *         return new OrdersTable(database);
 *     }
 * }
 * }</pre>
 *
 * <p>A source that repeats records after failures declares {@link Guarantee#AT_LEAST_ONCE}: the
 * same tests then tell whether it loses any. A test that does not apply is overridden and disabled,
 * with the reason.
 *
 * @param <T> what the source emits
 */
@ExtendWith(LocalClusterExtension.class)
public abstract class RewindableSourceContract<T> {

    @Nullable private ExternalInput<T> input;

    /** A new, empty input; called once for each test. */
    protected abstract ExternalInput<T> input() throws Exception;

    /** What the source guarantees; by default exactly once. */
    protected Guarantee guarantee() {
        return Guarantee.EXACTLY_ONCE;
    }

    /** How many records are written at a time; by default 300. */
    protected int records() {
        return 300;
    }

    /** How long any one step may take; by default 60 seconds. */
    protected Duration deadline() {
        return Duration.ofSeconds(60);
    }

    /** The parallelisms that a job goes through by savepoints, each at most 4. */
    protected List<Integer> parallelisms() {
        return List.of(1, 2, 4, 2);
    }

    @BeforeEach
    public final void openInput() throws Exception {
        input = input();
    }

    @AfterEach
    public final void closeInput() throws Exception {
        if (input != null) {
            input.close();
        }
    }

    @Test
    public void shouldGiveEachRecordOnceWhenBounded(LocalCluster cluster) throws Exception {
        TalliedJob<T> job = job(cluster);
        job.write(records());
        Optional<Source<T, ?, ?>> bounded = opened().bounded();
        Assumptions.assumeTrue(bounded.isPresent(), "the source cannot be bounded");
        job.start(bounded.orElseThrow());

        JobStatus end = job.running().awaitTermination(deadline());

        if (end != JobStatus.FINISHED) {
            throw Broken.contract(
                    "The job with the bounded source has ended " + end,
                    "see the cause.",
                    job.running().failureCause().orElse(null));
        }
        job.expectAll();
    }

    @Test
    public void shouldGoOnFromTheCheckpointWhenATaskFails(LocalCluster cluster, @TempDir Path dir)
            throws Exception {
        TalliedJob<T> job = job(cluster);
        job.write(records());
        job.start(opened().unbounded());
        job.awaitCheckpointOfAll();
        job.tally().failAt(records() + records() / 2L);
        job.write(records());

        Await.until("the failure", deadline(), () -> job.tally().hasFailed());

        job.finish(dir);
    }

    @Test
    public void shouldStartOverWhenATaskFailsBeforeTheFirstCheckpoint(
            LocalCluster cluster, @TempDir Path dir) throws Exception {
        TalliedJob<T> job = job(cluster).withCheckpointsEvery(TalliedJob.NEVER);
        job.tally().failAt(records() / 2L);
        job.write(records());
        job.start(opened().unbounded());

        Await.until("the failure", deadline(), () -> job.tally().hasFailed());

        job.finish(dir);
    }

    @Test
    public void shouldGoOnFromTheCheckpointWhenTheJobManagerRestarts(
            LocalCluster cluster, @TempDir Path dir) throws Exception {
        TalliedJob<T> job = job(cluster);
        job.write(records());
        job.start(opened().unbounded());
        job.awaitCheckpointOfAll();

        job.write(records());
        cluster.restartJobManager();
        job.running().awaitRunning(deadline());
        job.write(records());

        job.finish(dir);
    }

    @Test
    public void shouldGoOnFromTheCheckpointWhenTaskManagersEnd(
            LocalCluster cluster, @TempDir Path dir) throws Exception {
        TalliedJob<T> job = job(cluster);
        job.write(records());
        job.start(opened().unbounded());
        job.awaitCheckpointOfAll();

        job.write(records());
        int taskManagers = cluster.taskManagers();
        for (int i = 0; i < taskManagers; i++) {
            cluster.endTaskManager(0);
        }
        for (int i = 0; i < taskManagers; i++) {
            cluster.startTaskManager();
        }
        Await.until("the restart", deadline(), () -> job.running().restarts() > 0);
        job.running().awaitRunning(deadline());
        job.write(records());

        job.finish(dir);
    }

    @Test
    public void shouldGoOnFromASavepoint(LocalCluster cluster, @TempDir Path dir) throws Exception {
        TalliedJob<T> job = job(cluster);
        job.write(records());
        job.start(opened().unbounded());
        job.awaitAll();

        job.start(opened().unbounded(), job.stop(dir));
        job.write(records());

        job.finish(dir);
    }

    @Test
    public void shouldReadWhatWasWrittenWhileTheJobWasDown(LocalCluster cluster, @TempDir Path dir)
            throws Exception {
        TalliedJob<T> job = job(cluster);
        job.write(records());
        job.start(opened().unbounded());
        job.awaitAll();

        String savepoint = job.stop(dir);
        job.write(records());
        job.start(opened().unbounded(), savepoint);

        job.finish(dir);
    }

    @Test
    public void shouldKeepItsPositionsWhenTheParallelismChanges(
            LocalCluster cluster, @TempDir Path dir) throws Exception {
        TalliedJob<T> job = job(cluster);
        String savepoint = null;
        for (int parallelism : parallelisms()) {
            job.withParallelism(parallelism).write(records());
            if (savepoint == null) {
                job.start(opened().unbounded());
            } else {
                job.start(opened().unbounded(), savepoint);
            }
            job.awaitAll();
            savepoint = job.stop(dir);
            job.expectAll();
        }
    }

    @Test
    public void shouldNotLetIdleSplitsHoldTheWatermark(LocalCluster cluster) throws Exception {
        Assumptions.assumeTrue(opened().eventTime().isPresent(), "the input has no event time");
        // No barriers: they would wait for a reader that hangs, before the watermark does.
        TalliedJob<T> job = job(cluster).withCheckpointsEvery(TalliedJob.NEVER);
        job.write(records());
        job.start(opened().unbounded());
        job.awaitAll();
        job.writeToOneSplit(records());
        job.awaitAll();
        long latest = job.tally().latest();

        try {
            Await.until(
                    "the watermark at the latest timestamp",
                    deadline(),
                    () -> {
                        // One split stays busy: where all are idle, no watermark moves.
                        job.writeToOneSplit(1);
                        return job.watermark() >= latest - 1;
                    });
        } catch (AssertionError held) {
            throw Broken.contract(
                    "The watermark stands at %d, the latest record at %d, though all other splits are idle"
                            .formatted(job.watermark(), latest),
                    "never wait in pollNext, emit records by the output of their split (createOutputForSplit), and release the outputs of finished splits.",
                    held);
        }
    }

    @Test
    public void shouldLeaveNoThreadsWhenCancelled(LocalCluster cluster) throws Exception {
        TalliedJob<T> job = job(cluster);
        // What the first run leaves may be for ever; what each run leaves fills the process.
        runAndCancel(job);
        Set<Thread> before = TaskThreads.now();
        runAndCancel(job);

        try {
            Await.until(
                    "the end of the source's threads",
                    deadline(),
                    () -> TaskThreads.since(before).isEmpty());
        } catch (AssertionError living) {
            List<Thread> left = TaskThreads.since(before);
            left.forEach(thread -> living.addSuppressed(trace(thread)));
            throw Broken.contract(
                    "After its cancellation the source has left threads: " + left,
                    "end them in close() of reader and enumerator; interrupt what waits.",
                    living);
        }
    }

    @Test
    public void shouldRefuseSplitsOfUnknownVersions() throws Exception {
        UnknownVersions.mustBeRefused(
                "split serializer", opened().unbounded().getSplitSerializer());
    }

    @Test
    public void shouldRefuseEnumeratorStateOfUnknownVersions() throws Exception {
        UnknownVersions.mustBeRefused(
                "serializer of enumerator checkpoints",
                opened().unbounded().getEnumeratorCheckpointSerializer());
    }

    private void runAndCancel(TalliedJob<T> job) throws Exception {
        job.write(records());
        job.start(opened().unbounded());
        job.awaitAll();
        job.running().cancel();
    }

    private ExternalInput<T> opened() {
        return Objects.requireNonNull(input, "input() has to give an input");
    }

    private TalliedJob<T> job(LocalCluster cluster) {
        return new TalliedJob<>(cluster, opened(), guarantee(), deadline());
    }

    private static Throwable trace(Thread thread) {
        Throwable trace = new Throwable("at " + thread);
        trace.setStackTrace(thread.getStackTrace());
        return trace;
    }
}
