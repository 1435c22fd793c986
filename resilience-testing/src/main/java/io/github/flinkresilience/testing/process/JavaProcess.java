// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.process;

import io.github.flinkresilience.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javax.annotation.Nullable;

/**
 * A JVM of its own that a test starts, and can kill, pause and let go on.
 *
 * <p>It ends when it is closed or killed, and also when this JVM ends, whatever the way and even
 * while it is paused. Its output stays in its log.
 *
 * <p>Thread-safe. {@link #kill()}, {@link #pause()}, {@link #resume()} and {@link #close()} block,
 * for some seconds at most.
 */
public final class JavaProcess implements AutoCloseable {

    private static final Duration END_DEADLINE = Duration.ofSeconds(10);

    private final JavaCommand command;
    private final Process process;
    @Nullable private Pause pause;

    private JavaProcess(JavaCommand command, Process process) {
        this.command = command;
        this.process = process;
    }

    /**
     * Starts the process.
     *
     * @throws IOException if there is no such Java installation, or the log cannot be written; the
     *     message says which
     */
    public static JavaProcess start(JavaCommand command) throws IOException {
        Path directory = command.log().toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        try {
            return new JavaProcess(
                    command,
                    new ProcessBuilder(command.line())
                            .redirectErrorStream(true)
                            .redirectOutput(
                                    ProcessBuilder.Redirect.appendTo(command.log().toFile()))
                            .start());
        } catch (IOException e) {
            throw new IOException(
                    "%s does not start with the Java of %s; give the directory of a Java 17 or newer"
                            .formatted(command.name(), command.javaHome()),
                    e);
        }
    }

    /** The process id. */
    public long pid() {
        return process.pid();
    }

    /** Whether it runs, or is paused. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** The file that has its output. */
    public Path log() {
        return command.log();
    }

    /**
     * Waits until the process can be used.
     *
     * @param what the condition in words
     * @throws IllegalStateException if the process ends first; the message has what its log says
     *     about it
     * @throws AssertionError if the deadline passes first; the message has the same
     */
    public void awaitReady(String what, Duration deadline, Callable<Boolean> ready) {
        try {
            Await.until(what, deadline, () -> !isAlive() || ready.call());
        } catch (AssertionError e) {
            throw new AssertionError(
                    "%s: %s%n%s".formatted(this, e.getMessage(), LogExcerpt.of(log())), e);
        }
        if (!isAlive()) {
            throw new IllegalStateException(
                    "%s ended with exit code %d before this: %s%n%s"
                            .formatted(this, process.exitValue(), what, LogExcerpt.of(log())));
        }
    }

    /** Ends the process at once, as {@code kill -9} does, and waits until it is gone. */
    public synchronized void kill() {
        process.destroyForcibly();
        Await.until("end of " + this, END_DEADLINE, () -> !process.isAlive());
        if (pause != null) {
            pause.abandon();
            pause = null;
        }
    }

    /**
     * Stops the process where it is, as {@code kill -STOP} does. Its connections stay open, and
     * nobody answers them. Pausing a paused process does nothing.
     *
     * @throws IOException if the operating system refuses
     */
    public synchronized void pause() throws IOException {
        if (pause == null) {
            pause = Pause.of(pid());
        }
    }

    /**
     * Lets a paused process go on where it was. Does nothing to a process that is not paused.
     *
     * @throws IOException if the operating system refuses
     */
    public synchronized void resume() throws IOException {
        if (pause != null) {
            pause.end();
            pause = null;
        }
    }

    /**
     * Ends the process, orderly if that takes no longer than 10 seconds and it is not paused, and
     * waits until it is gone. Closing a process that has ended does nothing.
     */
    @Override
    public synchronized void close() {
        if (pause == null) {
            process.destroy();
            try {
                process.waitFor(END_DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        kill();
    }

    @Override
    public String toString() {
        return command.name() + ", process " + pid();
    }
}
