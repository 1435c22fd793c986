// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.examples;

import java.io.PrintStream;

/**
 * Where the demo speaks: lines, and one line of progress that is overwritten on a terminal.
 * Thread-safe; says nothing more once it is closed.
 */
final class Screen implements AutoCloseable {

    private static final String ERASE_LINE = "\r\033[K";

    private final PrintStream out;
    private final boolean terminal;
    private boolean progressShown;
    private boolean closed;

    Screen(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** The screen of this process. */
    @SuppressWarnings("SystemConsoleNull") // the POM sets jdk.console=java.base, with which it is
    static Screen ofProcess() {
        return new Screen(System.out, System.console() != null);
    }

    synchronized void line(String text) {
        if (!closed) {
            eraseProgress();
            out.println(text);
            out.flush();
        }
    }

    synchronized void progress(String text) {
        if (!closed) {
            eraseProgress();
            if (terminal) {
                out.print(text);
                progressShown = true;
            } else {
                out.println(text);
            }
            out.flush();
        }
    }

    @Override
    public synchronized void close() {
        if (progressShown) {
            out.println();
            out.flush();
        }
        progressShown = false;
        closed = true;
    }

    private void eraseProgress() {
        if (progressShown) {
            out.print(ERASE_LINE);
            progressShown = false;
        }
    }
}
