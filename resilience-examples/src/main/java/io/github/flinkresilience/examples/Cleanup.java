// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.examples;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what was started, the last one first: when it is closed, or when the process ends before
 * that, by Ctrl-C say. Thread-safe.
 */
final class Cleanup implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Cleanup.class);

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final Thread atExit = new Thread(this::endAll, "demo-cleanup");
    private boolean ended;

    private Cleanup() {}

    static Cleanup armed() {
        Cleanup cleanup = new Cleanup();
        Runtime.getRuntime().addShutdownHook(cleanup.atExit);
        return cleanup;
    }

    /** Ends this one, too; at once, if the end has come already. */
    synchronized <T extends AutoCloseable> T add(T resource) {
        if (ended) {
            end(resource);
        } else {
            started.push(resource);
        }
        return resource;
    }

    @Override
    public void close() {
        endAll();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            LOG.debug("The process is ending already.", e);
        }
    }

    private synchronized void endAll() {
        ended = true;
        while (!started.isEmpty()) {
            end(started.pop());
        }
    }

    // One that cannot be ended must not keep the others alive.
    private static void end(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception | AssertionError e) {
            LOG.warn("Not ended properly: {}", resource, e);
        }
    }
}
