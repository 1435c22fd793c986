// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.report;

import java.util.concurrent.atomic.AtomicLong;

/** A timeline on a clock that is moved by hand. */
final class MadeUpRun {

    static final long START = 1_790_000_000_000L;

    final ChaosTimeline timeline;
    private final AtomicLong now = new AtomicLong(START);

    MadeUpRun(String name, String flink, long seed) {
        timeline = ChaosTimeline.start(name, flink, seed, now::get);
    }

    /** Moves the clock to so many milliseconds after the start. */
    MadeUpRun at(long millis) {
        now.set(START + millis);
        return this;
    }

    ChaosFault begin(String number, String description, String target) {
        return timeline.begin(number, description, target);
    }

    /** Two faults of one kind that nothing was lost in, and one of another. */
    static ChaosTimeline quiet(String flink) {
        MadeUpRun run = new MadeUpRun("orders", flink, 42);
        run.timeline.runAgainWith("mvn verify -Dchaos.seed=42");
        run.timeline.sample(ChaosTimeline.INPUT, 0);
        run.at(1_000).timeline.event("job running");
        ChaosFault first = run.at(10_000).begin("F10", "broker killed", "broker 1");
        run.at(12_000);
        first.killed(1).healed();
        run.at(18_500);
        first.recovered().counted(new ChaosLedger(1_000, 990, 10, 0, 0)).verdict("held");
        ChaosFault second = run.at(30_000).begin("F2", "job manager killed", "process 815");
        run.at(37_000);
        second.killed(1).recovered().counted(new ChaosLedger(2_000, 2_000, 0, 0, 0));
        ChaosFault third = run.at(60_000).begin("F10", "broker killed", "broker 1");
        run.at(64_500);
        third.killed(1).recovered().counted(new ChaosLedger(500, 500, 0, 0, 0)).verdict("held");
        run.at(100_000).timeline.sample(ChaosTimeline.INPUT, 500_000);
        return run.timeline;
    }

    /**
     * A fault that records were lost in, that nobody saw the end of, and one that nobody counted.
     */
    static ChaosTimeline bad(String flink) {
        MadeUpRun run = new MadeUpRun("orders", flink, 43);
        run.at(5_000)
                .begin("F1", "task manager killed", "process 4711")
                .killed(2)
                .counted(new ChaosLedger(10_000, 9_990, 4, 6, 3))
                .verdict("broken: partition 2");
        ChaosFault uncounted = run.at(20_000).begin("F2", "job manager killed", "process 815");
        run.at(21_000);
        uncounted.recovered();
        run.at(30_000).timeline.counted(new ChaosLedger(20_000, 19_990, 4, 6, 3));
        return run.timeline;
    }
}
