// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.cluster;

import io.github.flinkresilience.testing.Await;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.annotation.Nullable;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A Flink session cluster of real processes on 127.0.0.1: job managers, task managers and, for high
 * availability, a ZooKeeper.
 *
 * <p>The processes run the Flink that is on the class path of this JVM; the classes of jobs are
 * found there too. They end with {@link #close()} and also when this JVM ends, whatever the way.
 * Logs, checkpoints and what high availability keeps stay in the cluster's directory.
 *
 * <p>Thread-safe. All methods but the getters block.
 */
public final class FlinkProcesses implements AutoCloseable {

    /** How long a cluster may take to start. */
    public static final Duration START_DEADLINE = Duration.ofMinutes(2);

    private final ClusterDirectory directory;
    private final FlinkRest rest;
    @Nullable private final FlinkProcess zooKeeper;
    private final List<FlinkProcess> jobManagers;
    private final List<FlinkProcess> taskManagers;

    private FlinkProcesses(
            ClusterDirectory directory,
            FlinkRest rest,
            @Nullable FlinkProcess zooKeeper,
            List<FlinkProcess> jobManagers,
            List<FlinkProcess> taskManagers) {
        this.directory = directory;
        this.rest = rest;
        this.zooKeeper = zooKeeper;
        this.jobManagers = jobManagers;
        this.taskManagers = taskManagers;
    }

    /**
     * Starts a cluster and waits until all its task managers have registered.
     *
     * @param directory for its configuration, logs and checkpoints, such as {@code target/cluster};
     *     made if it does not exist
     * @throws IOException if the directory cannot be written or a process cannot be started
     * @throws IllegalStateException if a process ends before the cluster is up, or no port is free;
     *     the message has the telling lines of its log
     * @throws AssertionError if the cluster is not up within {@link #START_DEADLINE}; the message
     *     has the telling lines of the job manager's log
     */
    public static FlinkProcesses start(Path directory, ClusterLayout layout) throws IOException {
        return start(directory, layout, START_DEADLINE);
    }

    /** As {@link #start(Path, ClusterLayout)}, with a deadline of your own. */
    public static FlinkProcesses start(Path directory, ClusterLayout layout, Duration deadline)
            throws IOException {
        Ports ports = Ports.free(layout.jobManagers());
        ClusterDirectory prepared = ClusterDirectory.prepare(directory, layout, ports);
        Commands commands = new Commands(prepared, layout, ports);
        List<FlinkProcess> started = new ArrayList<>();
        try {
            FlinkProcess zooKeeper =
                    layout.highAvailability() ? add(started, commands::zooKeeper) : null;
            List<FlinkProcess> jobManagers = new ArrayList<>();
            for (int i = 0; i < layout.jobManagers(); i++) {
                int number = i;
                jobManagers.add(add(started, () -> commands.jobManager(number)));
            }
            List<FlinkProcess> taskManagers = new ArrayList<>();
            for (int i = 0; i < layout.taskManagers(); i++) {
                int number = i;
                taskManagers.add(add(started, () -> commands.taskManager(number)));
            }
            FlinkRest rest =
                    new FlinkRest(
                            ports.rest().stream()
                                    .map(port -> URI.create("http://127.0.0.1:" + port))
                                    .toList());
            FlinkProcesses cluster =
                    new FlinkProcesses(prepared, rest, zooKeeper, jobManagers, taskManagers);
            cluster.awaitStart(deadline);
            return cluster;
        } catch (IOException | RuntimeException | Error e) {
            started.forEach(FlinkProcess::kill);
            throw e;
        }
    }

    /** A job manager; which of them leads is decided among them. */
    public FlinkProcess jobManager(int index) {
        return jobManagers.get(index);
    }

    /** All job managers. */
    public List<FlinkProcess> jobManagers() {
        return jobManagers;
    }

    /**
     * The job manager that leads, as their logs tell: the last that says so and lives.
     *
     * @throws IllegalStateException if none of them does
     */
    public FlinkProcess leader() {
        return Leaders.among(jobManagers);
    }

    /** All job managers and task managers. */
    public List<FlinkProcess> all() {
        return Stream.concat(jobManagers.stream(), taskManagers.stream()).toList();
    }

    /** A task manager. */
    public FlinkProcess taskManager(int index) {
        return taskManagers.get(index);
    }

    /** All task managers. */
    public List<FlinkProcess> taskManagers() {
        return taskManagers;
    }

    /**
     * The ZooKeeper.
     *
     * @throws IllegalStateException if the cluster has no high availability
     */
    public FlinkProcess zooKeeper() {
        if (zooKeeper == null) {
            throw new IllegalStateException(
                    "this cluster has no ZooKeeper: its layout is without high availability");
        }
        return zooKeeper;
    }

    /** The REST addresses of all job managers. */
    public List<URI> restAddresses() {
        return rest.addresses();
    }

    /** Where completed checkpoints are kept. */
    public Path checkpoints() {
        return directory.checkpoints();
    }

    /**
     * Submits what an environment describes, over REST.
     *
     * @param env made by anybody; from now on it points here
     * @return the job, submitted but perhaps not running yet
     * @throws Exception if the job cannot be described or the cluster refuses it
     */
    public RemoteJob submit(StreamExecutionEnvironment env) throws Exception {
        URI address = rest.addresses().get(0);
        Configuration target = new Configuration();
        target.set(DeploymentOptions.TARGET, "remote");
        target.set(DeploymentOptions.ATTACHED, true);
        target.set(RestOptions.ADDRESS, address.getHost());
        target.set(RestOptions.PORT, address.getPort());
        env.configure(target);
        return new RemoteJob(env.executeAsync().getJobID(), rest);
    }

    /**
     * Submits what an environment describes, starting from a savepoint or a retained checkpoint.
     *
     * @throws Exception as in {@link #submit(StreamExecutionEnvironment)}
     */
    public RemoteJob submit(StreamExecutionEnvironment env, String savepoint) throws Exception {
        Configuration recovery = new Configuration();
        recovery.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        env.configure(recovery);
        return submit(env);
    }

    /**
     * Uploads a jar and runs it, as {@code flink run -d} does: its main method runs in a job
     * manager. Needs flink-runtime-web on the class path.
     *
     * @param mainClass in the jar
     * @param arguments of its main method
     * @throws IOException if the cluster refuses the jar or its main method fails
     */
    public RemoteJob run(Path jar, String mainClass, List<String> arguments) throws IOException {
        return new JarSubmission(rest).run(jar, mainClass, arguments);
    }

    /** The job of that id, whoever submitted it. */
    public RemoteJob job(JobID id) {
        return new RemoteJob(id, rest);
    }

    /** Waits until so many task managers are registered at the job manager that leads. */
    public void awaitTaskManagers(int count, Duration deadline) {
        jobManagers
                .get(0)
                .process()
                .awaitReady(count + " task managers registered", deadline, registered(count));
    }

    /** Kills all processes; a cluster that a test is done with has nothing left to say. */
    @Override
    public void close() {
        processes().forEach(FlinkProcess::kill);
    }

    private void awaitStart(Duration deadline) {
        Callable<Boolean> registered = registered(taskManagers.size());
        jobManagers
                .get(0)
                .process()
                .awaitReady(
                        "all task managers registered",
                        deadline,
                        () -> !allAlive() || registered.call());
        // Says why one of them has ended, if one has.
        processes()
                .forEach(
                        each ->
                                each.process()
                                        .awaitReady("the cluster is up", deadline, () -> true));
        Await.until("the cluster is up", deadline, registered);
    }

    private Callable<Boolean> registered(int count) {
        return () -> rest.get("/overview").path("taskmanagers").asInt() == count;
    }

    private boolean allAlive() {
        return processes().allMatch(FlinkProcess::isAlive);
    }

    private Stream<FlinkProcess> processes() {
        return Stream.of(taskManagers.stream(), jobManagers.stream(), Stream.ofNullable(zooKeeper))
                .flatMap(some -> some);
    }

    private interface Start {
        FlinkProcess run() throws IOException;
    }

    private static FlinkProcess add(List<FlinkProcess> started, Start start) throws IOException {
        FlinkProcess process = start.run();
        started.add(process);
        return process;
    }
}
