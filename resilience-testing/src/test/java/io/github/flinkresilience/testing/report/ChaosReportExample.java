// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;

/**
 * A report of made-up runs, for looking at what reports look like.
 *
 * <p>Arguments: the directory for the runs and the report.
 */
public final class ChaosReportExample {

    private static final String[][] FAULTS = {
        {"F1", "task manager killed", "task manager 2, process 4711", "6"},
        {"F2", "job manager killed, a standby takes over", "job manager 1, process 815", "7"},
        {"F3", "task manager paused past its heartbeat, then resumed", "task manager 1", "15"},
        {"F4", "job manager paused", "job manager 2, process 42", "12"},
        {"F15", "Kafka broker killed and restarted", "broker 1, process 99", "22"},
        {"F1+F2", "task manager and job manager killed together", "processes 4712, 816", "30"},
    };

    private long now;
    private double written;
    private double committed;
    private double pending;

    private ChaosReportExample(long now) {
        this.now = now;
    }

    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        long start = 1_790_000_000_000L;
        new ChaosReportExample(start).run("1.20.5", 41, 0, directory);
        new ChaosReportExample(start + 4_000_000).run("2.3.0", 41, 0, directory);
        new ChaosReportExample(start + 8_000_000).run("2.3.0", 43, 3, directory);
        System.out.println(ChaosReport.write(directory, directory));
    }

    private void run(String flink, long seed, long lost, Path directory) throws IOException {
        Random random = new Random(seed + flink.hashCode());
        ChaosTimeline timeline =
                ChaosTimeline.start("orders from Kafka to Kafka", flink, seed, () -> now);
        timeline.runAgainWith(
                "mvn verify -Dtest=ChaosITCase -Dchaos.seed=" + seed + " -Dflink.version=" + flink);
        timeline.event("job 5f2c running with 4 subtasks");
        pass(timeline, 20_000, true);
        for (int i = 0; i < 12; i++) {
            String[] words = FAULTS[i < 6 ? i : random.nextInt(FAULTS.length)];
            ChaosFault fault = timeline.begin(words[0], words[1], words[2]);
            long before = (long) written;
            double outage = Double.parseDouble(words[3]) * (0.8 + random.nextDouble() * 0.6);
            if (!words[1].contains("paused")) {
                fault.killed(words[0].contains("+") ? 2 : 1);
            }
            pass(timeline, (long) (outage * 400), false);
            fault.healed();
            pass(timeline, (long) (outage * 600), false);
            if (lost == 0 || i != 11) {
                fault.recovered();
                timeline.event("checkpoint " + (i * 17 + 20) + " completed");
            }
            pass(timeline, 25_000 + random.nextInt(20_000), true);
            long in = (long) written - before;
            long lostNow = i == 7 ? lost : 0;
            fault.counted(new ChaosLedger(in, in - in / 100 - lostNow, in / 100, lostNow, 0));
            fault.verdict(lostNow == 0 ? "held" : "broken: partition 2, offsets 811 to 813");
        }
        timeline.write(directory);
    }

    private void pass(ChaosTimeline timeline, long millis, boolean up) {
        for (long end = now + millis; now < end; now += 500) {
            double more = 2_500 + 120 * Math.sin(now / 7_000.0) + 60 * Math.sin(now / 900.0);
            written += more;
            pending += more;
            if (up && now / 500 % 2 == 0) {
                double done = Math.min(pending, 8_000);
                committed += done;
                pending -= done;
            }
            timeline.sample(ChaosTimeline.INPUT, (long) written);
            timeline.sample(ChaosTimeline.OUTPUT, (long) (committed * 0.99));
            timeline.sample(ChaosTimeline.DEAD_LETTERS, (long) (committed * 0.01));
        }
    }
}
