// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.examples;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code mvn -Pdemo}: a job among bad orders, on a real Kafka broker and a Flink cluster of which
 * the job manager and a task manager are lost on the way. Ends with 0 if all that went in came out
 * once, else with 1.
 *
 * <p>{@code mvn -Pdemo -Ddemo.naive} shows the same job without the library.
 */
public final class Demo {

    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);

    private static final Duration WATCHING = Duration.ofSeconds(25);

    private Demo() {}

    /** Runs the demo as the system properties say and ends the process. */
    public static void main(String[] args) {
        // Threads that Flink or Kafka left behind must not keep the process.
        System.exit(run(Screen.ofProcess()));
    }

    private static int run(Screen screen) {
        try (Cleanup cleanup = Cleanup.armed()) {
            try {
                return run(DemoOptions.fromSystemProperties(), screen, cleanup);
            } catch (Exception | AssertionError e) {
                screen.line("  The demo failed: " + e);
                LOG.error("The demo failed.", e);
                return 1;
            }
        }
    }

    private static int run(DemoOptions options, Screen screen, Cleanup cleanup) throws Exception {
        screen.line("  Starting Kafka and Flink ...");
        DemoCluster cluster = DemoCluster.start(cleanup);
        // Added last, so closed first: what is ending says nothing any more.
        cleanup.add(screen);
        DemoReport report = new DemoReport(screen);
        report.announce(options, cluster);
        if (options.naive()) {
            NaiveRun.Loop loop = new NaiveRun(options, WATCHING, screen, cluster).run();
            report.conclude(loop);
            return loop.exitCode();
        }
        DemoOutcome outcome = new DemoRun(options, screen, cluster).run();
        report.conclude(options, outcome);
        return outcome.verdict().exitCode();
    }
}
