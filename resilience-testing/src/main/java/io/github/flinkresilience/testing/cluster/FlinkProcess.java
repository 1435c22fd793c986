// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.cluster;

import io.github.flinkresilience.testing.process.JavaCommand;
import io.github.flinkresilience.testing.process.JavaProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A job manager, a task manager or the ZooKeeper of a {@link FlinkProcesses} cluster: a process
 * that can be killed, paused, and started again in the same place.
 *
 * <p>Thread-safe. All methods but the getters block for some seconds at most; none waits until
 * Flink has noticed.
 */
public final class FlinkProcess {

    private final IntFunction<JavaCommand> commands;
    private final List<Long> pids = new ArrayList<>();
    private JavaProcess process;

    private FlinkProcess(IntFunction<JavaCommand> commands) throws IOException {
        this.commands = commands;
        this.process = JavaProcess.start(commands.apply(0));
        this.pids.add(process.pid());
    }

    /**
     * Starts a process.
     *
     * @param commands what to run at the first start, the second and so on, from 0
     */
    static FlinkProcess start(IntFunction<JavaCommand> commands) throws IOException {
        return new FlinkProcess(commands);
    }

    /** The process id, of the last start. */
    public synchronized long pid() {
        return process.pid();
    }

    /** The process ids of all starts. */
    public synchronized List<Long> pids() {
        return List.copyOf(pids);
    }

    /** Whether it runs, or is paused. */
    public synchronized boolean isAlive() {
        return process.isAlive();
    }

    /** The file that has its output, of all starts. */
    public synchronized Path log() {
        return process.log();
    }

    /** Ends it at once, as {@code kill -9} does, and waits until it is gone. */
    public synchronized void kill() {
        process.kill();
    }

    /**
     * Stops it where it is: its connections stay open, and nobody answers them.
     *
     * @throws IOException if the operating system refuses
     */
    public synchronized void pause() throws IOException {
        process.pause();
    }

    /**
     * Lets it go on where it was paused.
     *
     * @throws IOException if the operating system refuses
     */
    public synchronized void resume() throws IOException {
        process.resume();
    }

    /**
     * Starts it again, after killing it if it still runs.
     *
     * @throws IOException if the operating system refuses
     */
    public synchronized void restart() throws IOException {
        process.kill();
        process = JavaProcess.start(commands.apply(pids.size()));
        pids.add(process.pid());
    }

    synchronized JavaProcess process() {
        return process;
    }

    @Override
    public synchronized String toString() {
        return process.toString();
    }
}
