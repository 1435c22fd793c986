// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.flink;

import io.github.flinkresilience.testing.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecution;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.apache.flink.runtime.minicluster.MiniCluster;

/**
 * A job on a {@link LocalCluster}.
 *
 * <p>Thread-safe. All methods but {@link #id()} and {@link #metrics()} block; those that take no
 * deadline throw {@link AssertionError} after {@link LocalCluster#DEADLINE}.
 */
public final class LocalJob {

    private final JobID id;
    private final MiniCluster miniCluster;
    private final ReportedMetrics metrics;

    LocalJob(JobID id, MiniCluster miniCluster, RecordingReporter reporter) {
        this.id = id;
        this.miniCluster = miniCluster;
        this.metrics =
                new ReportedMetrics(
                        reporter, variables -> id.toString().equals(variables.get("<job_id>")));
    }

    public JobID id() {
        return id;
    }

    /** The job's status now. */
    public JobStatus status() {
        return Await.result(
                "status of job " + id, LocalCluster.DEADLINE, miniCluster.getJobStatus(id));
    }

    /** The metrics of this job, of all its attempts, after its end too. */
    public ReportedMetrics metrics() {
        return metrics;
    }

    /**
     * Waits until every task of the job runs or has finished.
     *
     * <p>A job may not have noticed yet that a task manager has just gone; wait for {@link
     * #restarts()} to grow first.
     *
     * @throws AssertionError if the deadline passes first; it names the job's last failure
     */
    public void awaitRunning(Duration deadline) {
        awaitOrFailure("job " + id + " runs", deadline, this::allTasksRun);
    }

    /**
     * Waits until the job has ended, in whatever way.
     *
     * @return FINISHED, CANCELED or FAILED
     * @throws AssertionError if the deadline passes first; it names the job's last failure
     */
    public JobStatus awaitTermination(Duration deadline) {
        awaitOrFailure(
                "job " + id + " has ended", deadline, () -> status().isGloballyTerminalState());
        return status();
    }

    /**
     * Waits until that many more checkpoints have completed than now.
     *
     * @throws AssertionError if the deadline passes first; it names the job's last failure
     */
    public void awaitCheckpoints(int more, Duration deadline) {
        long enough = completedCheckpoints() + more;
        awaitOrFailure(
                "job " + id + " has completed " + more + " more checkpoints",
                deadline,
                () -> completedCheckpoints() >= enough);
    }

    /** Cancels the job and waits until it has ended. Does nothing to a job that has. */
    public void cancel() {
        if (!status().isGloballyTerminalState()) {
            // A job that ends by itself just now refuses; what counts is that it ends.
            Future<?> unused = miniCluster.cancelJob(id);
            awaitTermination(LocalCluster.DEADLINE);
        }
    }

    /**
     * Stops the job with a savepoint in canonical format and waits until it has ended.
     *
     * @param directory where the savepoint's own directory is made
     * @return the savepoint's path, for {@link LocalCluster#submit(
     *     org.apache.flink.streaming.api.environment.StreamExecutionEnvironment, String)}
     * @throws java.util.concurrent.CompletionException if the savepoint fails; the job then goes on
     */
    public String stopWithSavepoint(Path directory) {
        String path =
                Await.result(
                        "savepoint of job " + id,
                        LocalCluster.DEADLINE,
                        miniCluster.stopWithSavepoint(
                                id,
                                directory.toUri().toString(),
                                false,
                                SavepointFormatType.CANONICAL));
        awaitTermination(LocalCluster.DEADLINE);
        return path;
    }

    /**
     * Why the job has failed or been restarted the last time since its job master's start; empty if
     * nothing has failed. User exceptions come as Flink's {@code SerializedThrowable}s, whose
     * messages name the original class, unless the class can be found in this JVM.
     */
    public Optional<Throwable> failureCause() {
        ErrorInfo failure = graph().getFailureInfo();
        return Optional.ofNullable(failure)
                .map(info -> info.getException().deserializeError(getClass().getClassLoader()));
    }

    /** How often failures have restarted the job; restarts of its job manager do not count. */
    public long restarts() {
        return metrics.total("numRestarts");
    }

    /** How many checkpoints have completed since submission, under all its job managers. */
    public long completedCheckpoints() {
        return metrics.total("numberOfCompletedCheckpoints");
    }

    /** The ids of attempts that have finished, as far as the present job master remembers them. */
    Set<String> finishedAttempts() {
        Set<String> finished = new HashSet<>();
        for (AccessExecutionVertex vertex : graph().getAllExecutionVertices()) {
            List<AccessExecution> attempts = new ArrayList<>(vertex.getCurrentExecutions());
            attempts.addAll(vertex.getExecutionHistory().getHistoricalExecutions());
            attempts.stream()
                    .filter(attempt -> attempt.getState() == ExecutionState.FINISHED)
                    .forEach(attempt -> finished.add(attempt.getAttemptId().toString()));
        }
        return finished;
    }

    @Override
    public String toString() {
        return "job " + id;
    }

    private boolean allTasksRun() {
        AccessExecutionGraph graph = graph();
        return graph.getState() == JobStatus.RUNNING
                && StreamSupport.stream(graph.getAllExecutionVertices().spliterator(), false)
                        .map(vertex -> vertex.getExecutionState())
                        .allMatch(
                                state ->
                                        state == ExecutionState.RUNNING
                                                || state == ExecutionState.FINISHED);
    }

    private AccessExecutionGraph graph() {
        return Await.result(
                "execution graph of job " + id,
                LocalCluster.DEADLINE,
                miniCluster.getExecutionGraph(id));
    }

    private void awaitOrFailure(String what, Duration deadline, Callable<Boolean> condition) {
        try {
            Await.until(what, deadline, condition);
        } catch (AssertionError e) {
            failureCause().ifPresent(e::addSuppressed);
            throw e;
        }
    }
}
