// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import io.github.flinkresilience.metrics.ResilienceMetrics;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;

/**
 * What became of the records of one operator instance, since the job first started: in = ok + dead
 * + skipped. Metrics begin at zero with each start of a task; the ledger is kept in operator state
 * and goes back with it.
 *
 * <p>State: one {@code long[]} {in, ok, dead, skipped, dead timers, line} for each instance; after
 * a change of parallelism an instance adds up those it is given. A job may drop the wrapper and
 * restore without this state, or gain the wrapper and restore from a savepoint that has none.
 */
@Internal
public final class Ledger {
    private static final ListStateDescriptor<long[]> STATE =
            new ListStateDescriptor<>(
                    "flink-resilience-ledger",
                    PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO);

    private static final int COUNTS = 5;

    private final ResilienceMetrics metrics;
    private final long[] before = new long[COUNTS];
    private long lineage = newLineage();
    private long dead;
    private long deadTimers;
    @Nullable private ListState<long[]> state;

    /** A ledger that counts along with the metrics. */
    public Ledger(ResilienceMetrics metrics) {
        this.metrics = metrics;
    }

    ResilienceMetrics metrics() {
        return metrics;
    }

    /** Takes over what earlier runs have counted. */
    void restore(OperatorStateStore store) throws Exception {
        state = store.getListState(STATE);
        int parts = 0;
        for (long[] part : state.get()) {
            parts++;
            for (int i = 0; i < COUNTS; i++) {
                before[i] += part[i];
            }
            lineage = part[COUNTS];
        }
        if (parts != 1) {
            lineage = newLineage();
        }
        metrics.showLedger("in", this::in);
        metrics.showLedger("ok", this::ok);
        metrics.showLedger("dead", this::dead);
        metrics.showLedger("skipped", this::skipped);
        metrics.showLedger("deadTimers", this::deadTimers);
    }

    /** Puts the counts into the checkpoint. */
    void snapshot() throws Exception {
        if (state != null) {
            state.update(
                    List.of(new long[] {in(), ok(), dead(), skipped(), deadTimers(), lineage}));
        }
    }

    void dead(Stage stage) {
        if (stage == Stage.TIMER) {
            deadTimers++;
        } else {
            dead++;
        }
    }

    /** Records handed to user code. */
    public long in() {
        return before[0] + metrics.in();
    }

    /** Records that user code has processed. */
    public long ok() {
        return before[1] + metrics.ok();
    }

    /** Records that have become dead letters. */
    public long dead() {
        return before[2] + dead;
    }

    /** Records that were skipped. */
    public long skipped() {
        return before[3] + metrics.skips();
    }

    /** Timers that have become dead letters. */
    public long deadTimers() {
        return before[4] + deadTimers;
    }

    /**
     * Where among the dead letters the next one stands: never the same for two of them. A restart
     * that restores this instance's own state counts on in its line; all others begin a new one.
     */
    String place() {
        return Long.toHexString(lineage) + "#" + (dead() + deadTimers());
    }

    private static long newLineage() {
        return ThreadLocalRandom.current().nextLong();
    }
}
