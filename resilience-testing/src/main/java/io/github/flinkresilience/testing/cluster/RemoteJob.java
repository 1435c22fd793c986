// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.flinkresilience.testing.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;

/**
 * A job on a {@link FlinkProcesses} cluster, seen over REST.
 *
 * <p>Thread-safe. All methods but {@link #id()} block. Those with a deadline go on asking while no
 * job manager answers and throw {@link AssertionError} when the deadline passes; the others throw
 * {@link IOException} if none answers.
 */
public final class RemoteJob {

    private static final int SHOWN_CHARACTERS = 2_000;

    private final JobID id;
    private final FlinkRest rest;

    RemoteJob(JobID id, FlinkRest rest) {
        this.id = id;
        this.rest = rest;
    }

    public JobID id() {
        return id;
    }

    /** The job's status now. */
    public JobStatus status() throws IOException {
        return JobStatus.valueOf(rest.get("/jobs/" + id).path("state").asText());
    }

    /** Waits until every task of the job runs or has finished. */
    public void awaitRunning(Duration deadline) {
        await("all tasks run", deadline, this::allTasksRun);
    }

    /** Waits until the job has ended, in whatever way. */
    public JobStatus awaitTermination(Duration deadline) throws IOException {
        await("it has ended", deadline, () -> status().isGloballyTerminalState());
        return status();
    }

    /**
     * Waits until a checkpoint has completed that was triggered after a point in time.
     *
     * @param millis since the epoch
     */
    public void awaitCheckpointAfter(long millis, Duration deadline) {
        await("a new checkpoint has completed", deadline, () -> lastCheckpointMillis() > millis);
    }

    /**
     * When the last completed checkpoint of the job manager that leads now was triggered, in
     * milliseconds since the epoch; 0 if there is none.
     */
    public long lastCheckpointMillis() throws IOException {
        return lastCheckpoint().path("trigger_timestamp").asLong();
    }

    /** The path of the last completed checkpoint; empty text if there is none. */
    public String lastCheckpointPath() throws IOException {
        return lastCheckpoint().path("external_path").asText();
    }

    /** The id of the checkpoint or savepoint that the job was last restored from; 0 if none. */
    public long restoredCheckpoint() throws IOException {
        return checkpoints().path("latest").path("restored").path("id").asLong();
    }

    /** How many checkpoints have failed under the job manager that leads now. */
    public long failedCheckpoints() throws IOException {
        return checkpoints().path("counts").path("failed").asLong();
    }

    /** The last failure of the job that its job manager remembers; empty text if there is none. */
    public String lastFailure() throws IOException {
        JsonNode failures = rest.get("/jobs/" + id + "/exceptions").path("exceptionHistory");
        return failures.path("entries").path(0).path("stacktrace").asText();
    }

    /** Cancels the job and waits until it has ended. Does nothing to a job that has. */
    public void cancel(Duration deadline) {
        await(
                "it is canceled",
                deadline,
                () -> {
                    if (status().isGloballyTerminalState()) {
                        return true;
                    }
                    rest.send("PATCH", "/jobs/" + id + "?mode=cancel", "");
                    return false;
                });
    }

    /**
     * Stops the job with a savepoint and waits until it has ended.
     *
     * @return the savepoint's path
     */
    public String stopWithSavepoint(Duration deadline) throws IOException {
        String request =
                rest.send("POST", "/jobs/" + id + "/stop", "{}").path("request-id").asText();
        String path = "/jobs/" + id + "/savepoints/" + request;
        await(
                "the savepoint is complete",
                deadline,
                () -> rest.get(path).path("status").path("id").asText().equals("COMPLETED"));
        JsonNode operation = rest.get(path).path("operation");
        if (operation.has("failure-cause")) {
            throw new IOException(
                    this + " has no savepoint: " + shortened(operation.path("failure-cause")));
        }
        awaitTermination(deadline);
        return operation.path("location").asText();
    }

    @Override
    public String toString() {
        return "job " + id;
    }

    private JsonNode checkpoints() throws IOException {
        return rest.get("/jobs/" + id + "/checkpoints");
    }

    private JsonNode lastCheckpoint() throws IOException {
        return checkpoints().path("latest").path("completed");
    }

    private boolean allTasksRun() throws IOException {
        JsonNode job = rest.get("/jobs/" + id);
        return job.path("state").asText().equals("RUNNING")
                && StreamSupport.stream(job.path("vertices").spliterator(), false)
                        .map(vertex -> vertex.path("status").asText())
                        .allMatch(state -> state.equals("RUNNING") || state.equals("FINISHED"));
    }

    private void await(String what, Duration deadline, Callable<Boolean> condition) {
        try {
            Await.until(this + ": " + what, deadline, condition);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; " + whyNot(), e);
        }
    }

    private String whyNot() {
        try {
            return "its status is %s, its last failure: %s"
                    .formatted(status(), lastFailure().lines().limit(20).toList());
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static String shortened(JsonNode node) {
        String text = node.toString();
        return text.substring(0, Math.min(text.length(), SHOWN_CHARACTERS));
    }
}
