// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.report;

import java.util.function.LongSupplier;
import javax.annotation.Nullable;

/**
 * A fault of a {@link ChaosTimeline} that has begun, and whose end is still to be told.
 *
 * <p>Thread-safe; nothing blocks. Every method returns this fault.
 */
public final class ChaosFault {

    private final LongSupplier clock;
    private final String number;
    private final String description;
    private final String target;
    private final long begunAt;

    @Nullable private Long healedAt;
    @Nullable private Long recoveredAt;
    private int kills;
    @Nullable private ChaosLedger ledger;
    @Nullable private String verdict;

    ChaosFault(LongSupplier clock, String number, String description, String target) {
        this.clock = clock;
        this.number = Words.readable(number);
        this.description = Words.readable(description);
        this.target = Words.readable(target);
        this.begunAt = clock.getAsLong();
    }

    /** Records that processes were killed by this fault, besides those recorded before. */
    public synchronized ChaosFault killed(int processes) {
        if (processes < 0) {
            throw new IllegalArgumentException("negative number of processes: " + processes);
        }
        kills += processes;
        return this;
    }

    /** Records that what caused the fault is gone now; only the first call counts. */
    public ChaosFault healed() {
        return healedAt(clock.getAsLong());
    }

    /**
     * Records when what caused the fault was gone; only the first call counts.
     *
     * @param epochMillis milliseconds since 1970
     */
    public synchronized ChaosFault healedAt(long epochMillis) {
        if (healedAt == null) {
            healedAt = epochMillis;
        }
        return this;
    }

    /** Records that the job has committed something new by now; only the first call counts. */
    public ChaosFault recovered() {
        return recoveredAt(clock.getAsLong());
    }

    /**
     * Records when the job first committed something new after the fault began: completed a new
     * checkpoint, or wrote committed output. Only the first call counts.
     *
     * @param epochMillis milliseconds since 1970
     */
    public synchronized ChaosFault recoveredAt(long epochMillis) {
        if (recoveredAt == null) {
            recoveredAt = epochMillis;
        }
        return this;
    }

    /** Records what became of the records of this fault's time; the last call counts. */
    public synchronized ChaosFault counted(ChaosLedger ledger) {
        this.ledger = ledger;
        return this;
    }

    /** Records the checker's verdict in words; the last call counts. */
    public synchronized ChaosFault verdict(String words) {
        verdict = Words.readable(words);
        return this;
    }

    synchronized ChaosRun.Fault recorded() {
        return new ChaosRun.Fault(
                number,
                description,
                target,
                begunAt,
                healedAt,
                recoveredAt,
                kills,
                ledger,
                verdict);
    }
}
