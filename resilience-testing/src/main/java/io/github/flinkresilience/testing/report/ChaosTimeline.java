// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import javax.annotation.Nullable;

/**
 * A chaos run as it happens: how much was done by when, which faults were injected, what came of
 * them.
 *
 * <pre>{@code
 * ChaosTimeline timeline = ChaosTimeline.start("payments", "1.20.5", seed);
 * timeline.sample(ChaosTimeline.INPUT, written);
 * ChaosFault fault = timeline.begin("F1", "task manager killed", "task manager 2, process 4711");
 * fault.killed(1).healed();
 * fault.recovered();
 * fault.counted(new ChaosLedger(in, out, dead, lost, duplicated)).verdict("held");
 * timeline.write(Path.of("target", "chaos"));
 * ChaosReport.write(Path.of("target", "chaos"), Path.of("target"));
 * }</pre>
 *
 * <p>Thread-safe. Only {@link #write} blocks, for as long as a file takes to write.
 */
public final class ChaosTimeline {

    /** Name of the series of records that were written into the job's input. */
    public static final String INPUT = "records written";

    /** Name of the series of results that the job committed. */
    public static final String OUTPUT = "results committed";

    /** Name of the series of dead letters that the job committed. */
    public static final String DEAD_LETTERS = "dead letters committed";

    private final String name;
    private final String flink;
    private final long seed;
    private final LongSupplier clock;
    private final long startedAt;
    private final List<ChaosRun.Sample> samples = new ArrayList<>();
    private final List<ChaosFault> faults = new ArrayList<>();
    private final List<ChaosRun.Event> events = new ArrayList<>();
    @Nullable private String again;
    @Nullable private ChaosLedger ledger;

    private ChaosTimeline(String name, String flink, long seed, LongSupplier clock) {
        this.name = Words.readable(name);
        this.flink = Words.readable(flink);
        this.seed = seed;
        this.clock = clock;
        this.startedAt = clock.getAsLong();
    }

    /**
     * Starts to record a run, by the system's clock.
     *
     * @param name what is run, the same on all versions of Flink
     * @param flinkVersion such as "1.20.5"; reports compare versions
     * @param seed what the schedule of faults was made from
     */
    public static ChaosTimeline start(String name, String flinkVersion, long seed) {
        return start(name, flinkVersion, seed, System::currentTimeMillis);
    }

    /**
     * Starts to record a run.
     *
     * @param name what is run, the same on all versions of Flink
     * @param flinkVersion such as "1.20.5"; reports compare versions
     * @param seed what the schedule of faults was made from
     * @param clock milliseconds since 1970; called by whichever thread records
     */
    public static ChaosTimeline start(
            String name, String flinkVersion, long seed, LongSupplier clock) {
        return new ChaosTimeline(name, flinkVersion, seed, clock);
    }

    /** Records how to run the same schedule again, a command as a rule; the last call counts. */
    public synchronized void runAgainWith(String command) {
        again = command;
    }

    /**
     * Records how many of something there are by now.
     *
     * @param series such as {@link #INPUT}, {@link #OUTPUT}, {@link #DEAD_LETTERS}, or any other
     * @param count how many since the beginning, not since the last sample
     */
    public synchronized void sample(String series, long count) {
        samples.add(new ChaosRun.Sample(clock.getAsLong(), series, count));
    }

    /**
     * Records that a fault begins now.
     *
     * @param number of the fault in the list of faults, such as "F1"; reports sum up by it
     * @param description the fault in words, the same whenever it is injected
     * @param target what it hit this time, such as "task manager 2, process 4711"
     * @return the fault, to be told what becomes of it
     */
    public synchronized ChaosFault begin(String number, String description, String target) {
        ChaosFault fault = new ChaosFault(clock, number, description, target);
        faults.add(fault);
        return fault;
    }

    /** Records that something happened now that a reader of the report should know. */
    public synchronized void event(String text) {
        events.add(new ChaosRun.Event(clock.getAsLong(), text));
    }

    /**
     * Records what became of all records of the run, for what cannot be told apart by fault; the
     * last call counts.
     */
    public synchronized void counted(ChaosLedger ledger) {
        this.ledger = ledger;
    }

    /**
     * Writes what was recorded so far to a file of its own, which appears whole or not at all.
     * Called again, it replaces the file: a run that writes after every fault leaves a report even
     * if it is killed itself.
     *
     * @param directory where the runs of one report are gathered, from any number of JVMs; made if
     *     it is not there
     * @return the file
     * @throws IOException if the file cannot be written
     */
    public Path write(Path directory) throws IOException {
        return RunDirectory.write(recorded(), directory);
    }

    synchronized ChaosRun recorded() {
        return new ChaosRun(
                name,
                flink,
                seed,
                startedAt,
                clock.getAsLong(),
                again,
                samples,
                faults.stream().map(ChaosFault::recorded).toList(),
                events,
                ledger);
    }
}
