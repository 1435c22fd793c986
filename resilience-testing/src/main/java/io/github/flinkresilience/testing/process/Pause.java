// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A process that is stopped, and a shell that guards it.
 *
 * <p>A stopped process cannot see that its parent has ended. The shell can: it waits for a line on
 * its standard input, then lets the process go on; if there is no line but an end, it kills the
 * process.
 */
record Pause(long pid, Process guard) {

    private static final String GUARD =
            """
            kill -STOP "$1" || exit 1
            echo paused
            if read -r line; then kill -CONT "$1"; else kill -KILL "$1"; fi
            """;

    static Pause of(long pid) throws IOException {
        Process guard =
                new ProcessBuilder("sh", "-c", GUARD, "sh", Long.toString(pid))
                        .redirectErrorStream(true)
                        .start();
        String answer = guard.inputReader(UTF_8).readLine();
        if (!"paused".equals(answer)) {
            throw new IOException("process %d cannot be paused: %s".formatted(pid, answer));
        }
        return new Pause(pid, guard);
    }

    void end() throws IOException {
        try (OutputStream in = guard.getOutputStream()) {
            in.write('\n');
        }
        if (guard.onExit().join().exitValue() != 0) {
            throw new IOException("process %d cannot go on; has it ended?".formatted(pid));
        }
    }

    /** For a process that is gone, so that its id is not signalled when it is someone else's. */
    void abandon() {
        guard.destroyForcibly();
    }
}
