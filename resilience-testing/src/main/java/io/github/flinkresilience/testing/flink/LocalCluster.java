// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.flink;

import io.github.flinkresilience.testing.Await;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A Flink cluster in this JVM: one job manager, some task managers, and control over who of them
 * lives.
 *
 * <p>Jobs are submitted as to a real cluster, over its REST address on 127.0.0.1; with
 * flink-runtime-web on the class path that address shows the web page too. Its high availability
 * services keep completed checkpoints in memory, so a job goes on from its last one after {@link
 * #restartJobManager()} and {@link #endTaskManager(int)}.
 *
 * <p>Thread-safe. All methods but {@link #environment()}, {@link #metrics()} and {@link
 * #restAddress()} block, for at most {@link #DEADLINE} each; they throw {@link AssertionError} when
 * that passes and {@link java.util.concurrent.CompletionException} when Flink refuses.
 */
public final class LocalCluster implements AutoCloseable {

    /** How long each blocking method may take. */
    public static final Duration DEADLINE = Duration.ofSeconds(60);

    private final MiniCluster miniCluster;
    private final Leadership leadership;
    private final URI restAddress;
    private final String reporterId;
    private final RecordingReporter reporter;

    /** What MiniCluster calls those that live: numbers in the order of starts, never used again. */
    private final List<Integer> living;

    private int started;

    private LocalCluster(MiniCluster miniCluster, int taskManagers, String reporterId) {
        this.miniCluster = miniCluster;
        this.leadership = new Leadership(miniCluster.getHaLeadershipControl().orElseThrow());
        this.restAddress = Await.result("REST address", DEADLINE, miniCluster.getRestAddress());
        this.reporterId = reporterId;
        this.reporter = RecordingReporterFactory.reporter(reporterId);
        this.living = new ArrayList<>(IntStream.range(0, taskManagers).boxed().toList());
        this.started = taskManagers;
    }

    /**
     * Starts a cluster with Flink's defaults.
     *
     * @throws Exception if Flink cannot start it
     */
    public static LocalCluster start(int taskManagers, int slotsPerTaskManager) throws Exception {
        return start(taskManagers, slotsPerTaskManager, new Configuration());
    }

    /**
     * Starts a cluster.
     *
     * @param configuration wins over what this class sets (127.0.0.1 everywhere, a free REST port,
     *     small memory, fast heartbeats and registration); set {@code rest.bind-port} for a port of
     *     your own
     * @throws Exception if Flink cannot start it
     */
    public static LocalCluster start(
            int taskManagers, int slotsPerTaskManager, Configuration configuration)
            throws Exception {
        String reporterId = UUID.randomUUID().toString();
        MiniCluster miniCluster =
                new MiniCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(
                                        LocalConfiguration.complete(configuration, reporterId))
                                .setNumTaskManagers(taskManagers)
                                .setNumSlotsPerTaskManager(slotsPerTaskManager)
                                .setHaServices(MiniCluster.HaServices.WITH_LEADERSHIP_CONTROL)
                                .build());
        try {
            miniCluster.start();
            LocalCluster cluster = new LocalCluster(miniCluster, taskManagers, reporterId);
            cluster.awaitTaskManagers(taskManagers);
            return cluster;
        } catch (Exception | Error e) {
            RecordingReporterFactory.forget(reporterId);
            Await.result("end of the cluster", DEADLINE, miniCluster.closeAsync());
            throw e;
        }
    }

    /** The address of the REST interface, and of the web page if there is one. */
    public URI restAddress() {
        return restAddress;
    }

    /** A new environment whose {@code execute} methods run jobs here. */
    public StreamExecutionEnvironment environment() {
        return StreamExecutionEnvironment.createRemoteEnvironment(
                restAddress.getHost(), restAddress.getPort());
    }

    /**
     * Submits what an environment describes, whichever cluster that environment was made for.
     *
     * @param env made by anybody; from now on it points here
     * @return the job, submitted but perhaps not running yet
     * @throws Exception if the job cannot be described or the cluster refuses it
     */
    public LocalJob submit(StreamExecutionEnvironment env) throws Exception {
        Configuration target = new Configuration();
        target.set(DeploymentOptions.TARGET, "remote");
        target.set(DeploymentOptions.ATTACHED, true);
        target.set(RestOptions.ADDRESS, restAddress.getHost());
        target.set(RestOptions.PORT, restAddress.getPort());
        env.configure(target);
        JobClient client = env.executeAsync();
        return new LocalJob(client.getJobID(), miniCluster, reporter);
    }

    /**
     * Submits what an environment describes, starting from a savepoint or a retained checkpoint.
     *
     * @param savepoint its path, as {@link LocalJob#stopWithSavepoint} returns it
     * @throws Exception as in {@link #submit(StreamExecutionEnvironment)}
     */
    public LocalJob submit(StreamExecutionEnvironment env, String savepoint) throws Exception {
        Configuration recovery = new Configuration();
        recovery.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        env.configure(recovery);
        return submit(env);
    }

    /** The metrics of the cluster and of all its jobs, those that have ended included. */
    public ReportedMetrics metrics() {
        return new ReportedMetrics(reporter, variables -> true);
    }

    /**
     * Does to running jobs what the death of a job manager and the start of the next one do: see
     * {@link #restartJobManager(Runnable)}.
     */
    public void restartJobManager() {
        restartJobManager(() -> {});
    }

    /**
     * Takes the leadership from the job masters of all running jobs and from the resource manager,
     * and gives it back. Each job's coordinators, scheduler and checkpoint coordinator are dropped
     * and made anew; the job goes on from its last completed checkpoint.
     *
     * <p>The dispatcher stays: the memory that this cluster keeps jobs in would not survive it.
     *
     * @param whileDown run while nobody has the leadership, so before any new job master starts
     */
    public void restartJobManager(Runnable whileDown) {
        leadership.change(runningJobs(), whileDown);
    }

    /**
     * How many task managers have been started and not ended; those that Flink itself has ended
     * count until {@link #replaceLostTaskManagers()}.
     */
    public synchronized int taskManagers() {
        return living.size();
    }

    /**
     * Ends a task manager with all tasks on it, and waits until it is gone. Jobs notice by
     * themselves; {@link LocalJob#restarts()} tells when.
     *
     * @param index among those that live, oldest first, from 0
     */
    public synchronized void endTaskManager(int index) {
        int ended = living.remove(index);
        Await.result(
                "end of task manager " + ended, DEADLINE, miniCluster.terminateTaskManager(ended));
    }

    /**
     * Starts one more task manager and waits until it is registered.
     *
     * @throws Exception if Flink cannot start it
     */
    public synchronized void startTaskManager() throws Exception {
        int before = registeredTaskManagers();
        miniCluster.startTaskManager();
        living.add(started++);
        awaitTaskManagers(before + 1);
    }

    /**
     * Replaces all task managers if Flink itself has ended any; else does nothing. It ends those
     * whose tasks do not stop when canceled, and from 2.2 on those whose tasks fail in {@code
     * close} after another failure. It does not say which, so the others are ended, too.
     *
     * @throws Exception if Flink cannot start one
     */
    public synchronized void replaceLostTaskManagers() throws Exception {
        int expected = living.size();
        if (registeredTaskManagers() >= expected) {
            return;
        }
        while (!living.isEmpty()) {
            endTaskManager(0);
        }
        Await.until("task managers unregistered", DEADLINE, () -> registeredTaskManagers() == 0);
        while (living.size() < expected) {
            startTaskManager();
        }
    }

    /** Cancels every job that still runs and waits until all have ended. */
    public void cancelAll() {
        runningJobs().stream()
                .map(job -> new LocalJob(job, miniCluster, reporter))
                .forEach(LocalJob::cancel);
    }

    /** Ends the cluster and all its jobs. Closing a closed cluster does nothing. */
    @Override
    public void close() {
        RecordingReporterFactory.forget(reporterId);
        Await.result("end of the cluster", DEADLINE, miniCluster.closeAsync());
    }

    /** A job of this cluster, ended or not. */
    LocalJob job(JobID id) {
        return new LocalJob(id, miniCluster, reporter);
    }

    private List<JobID> runningJobs() {
        return Await.result("list of jobs", DEADLINE, miniCluster.listJobs()).stream()
                .filter(job -> !job.getJobState().isGloballyTerminalState())
                .map(JobStatusMessage::getJobId)
                .toList();
    }

    private void awaitTaskManagers(int count) {
        Await.until(
                count + " task managers registered",
                DEADLINE,
                () -> registeredTaskManagers() >= count);
    }

    private int registeredTaskManagers() {
        return Await.result("resources", DEADLINE, miniCluster.getResourceOverview())
                .getNumberTaskManagers();
    }
}
