// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.chaos;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What of a stream is committed: what the last completed checkpoint covers, exactly once, as a
 * transactional sink has it. Kept in this JVM, so it outlives tasks and restarts.
 */
final class CommittedTape<T> implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Map<String, List<?>> COMMITTED = new ConcurrentHashMap<>();

    private final String id = UUID.randomUUID().toString();

    /** All that is committed, in order. */
    @SuppressWarnings("unchecked") // nobody else writes under this id
    List<T> played() {
        return (List<T>) COMMITTED.getOrDefault(id, List.of());
    }

    /** Records a stream, in a task that is chained where it can be. */
    void record(DataStream<T> stream) {
        stream.map(new Writer<>(id, stream.getType())).returns(Types.BOOLEAN).setParallelism(1);
    }

    private static final class Writer<T>
            implements MapFunction<T, Boolean>, CheckpointedFunction, CheckpointListener {
        private static final long serialVersionUID = 1L;

        private final String id;
        private final TypeInformation<T> type;
        private transient ListState<T> state;
        private transient List<T> all;
        private transient Map<Long, List<T>> staged;

        Writer(String id, TypeInformation<T> type) {
            this.id = id;
            this.type = type;
        }

        @Override
        public void initializeState(FunctionInitializationContext context) throws Exception {
            state =
                    context.getOperatorStateStore()
                            .getListState(new ListStateDescriptor<>("tape", type));
            all = new ArrayList<>();
            staged = new HashMap<>();
            state.get().forEach(all::add);
            if (context.isRestored()) {
                // Whatever is restored was completed, even if nobody was left to be told.
                COMMITTED.put(id, List.copyOf(all));
            }
        }

        @Override
        public Boolean map(T value) {
            return all.add(value);
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) throws Exception {
            state.update(all);
            staged.put(context.getCheckpointId(), List.copyOf(all));
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            List<T> complete = staged.remove(checkpointId);
            if (complete != null) {
                COMMITTED.put(id, complete);
            }
        }
    }
}
