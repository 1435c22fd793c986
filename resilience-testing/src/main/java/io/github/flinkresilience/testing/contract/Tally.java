// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.contract;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * How often each id is in the state of the counting operator, shown in this JVM.
 *
 * <p>The counts go back with the state: an id that the source does not repeat after a failure is
 * missing then, and one that it repeats though the state has it is there twice.
 */
final class Tally implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final Map<String, Board> BOARDS = new ConcurrentHashMap<>();

    private final String id = UUID.randomUUID().toString();

    /** What the newest attempt shows. */
    private static final class Board {
        private final AtomicBoolean fails = new AtomicBoolean();
        private volatile long failAt = Long.MAX_VALUE;
        private volatile long latest = Long.MIN_VALUE;
        private volatile Map<String, Integer> counts = Map.of();
    }

    /** The first attempt that has counted so many records in all fails; no other does. */
    void failAt(long records) {
        board().fails.set(true);
        board().failAt = records;
    }

    boolean hasFailed() {
        return board().failAt != Long.MAX_VALUE && !board().fails.get();
    }

    Map<String, Integer> counts() {
        return Map.copyOf(board().counts);
    }

    /** The largest timestamp of a record. */
    long latest() {
        return board().latest;
    }

    ProcessFunction<String, Integer> counting() {
        return new Counting(this);
    }

    private Board board() {
        return BOARDS.computeIfAbsent(id, unknown -> new Board());
    }

    /** To be run by one subtask. */
    private static final class Counting extends ProcessFunction<String, Integer>
            implements CheckpointedFunction {
        private static final long serialVersionUID = 1L;
        private static final ListStateDescriptor<Map<String, Integer>> STATE =
                new ListStateDescriptor<>("tally", Types.MAP(Types.STRING, Types.INT));

        private final Tally tally;

        @SuppressWarnings("NullAway.Init")
        private transient ListState<Map<String, Integer>> state;

        @SuppressWarnings("NullAway.Init")
        private transient Map<String, Integer> counts;

        private transient long records;

        Counting(Tally tally) {
            this.tally = tally;
        }

        @Override
        public void initializeState(FunctionInitializationContext context) throws Exception {
            state = context.getOperatorStateStore().getListState(STATE);
            counts = new ConcurrentHashMap<>();
            for (Map<String, Integer> part : state.get()) {
                counts.putAll(part);
            }
            records = counts.values().stream().mapToLong(Integer::longValue).sum();
            tally.board().counts = counts;
        }

        @Override
        public void processElement(String id, Context context, Collector<Integer> out) {
            Board board = tally.board();
            counts.merge(id, 1, Integer::sum);
            records++;
            if (context.timestamp() != null) {
                board.latest = Math.max(board.latest, context.timestamp());
            }
            if (records >= board.failAt && board.fails.compareAndSet(true, false)) {
                throw new IllegalStateException("a failure by order of the test");
            }
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) throws Exception {
            state.update(List.of(Map.copyOf(counts)));
        }
    }
}
