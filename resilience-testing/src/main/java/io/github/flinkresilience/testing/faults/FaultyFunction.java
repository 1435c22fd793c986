// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.faults;

import java.util.EnumSet;
import java.util.Set;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.operators.OutputTypeConfigurable;

/** What the functions that follow a plan have in common; their lives are the same. */
interface FaultyFunction<O>
        extends CheckpointedFunction, CheckpointListener, OutputTypeConfigurable<O> {

    /** What all functions come to. */
    Set<FaultPoint> POINTS =
            Set.copyOf(EnumSet.complementOf(EnumSet.of(FaultPoint.TIMER, FaultPoint.FINISH)));

    /** What process functions come to. */
    Set<FaultPoint> POINTS_AND_TIMER =
            Set.copyOf(EnumSet.complementOf(EnumSet.of(FaultPoint.FINISH)));

    FaultyLife life();

    @Override
    default void initializeState(FunctionInitializationContext context) throws Exception {
        life().initializeState(context);
    }

    @Override
    default void snapshotState(FunctionSnapshotContext context) throws Exception {
        life().snapshotState(context);
    }

    @Override
    default void notifyCheckpointComplete(long checkpointId) throws Exception {
        life().notifyCheckpointComplete(checkpointId);
    }

    @Override
    default void notifyCheckpointAborted(long checkpointId) throws Exception {
        life().notifyCheckpointAborted(checkpointId);
    }

    @Override
    default void setOutputType(TypeInformation<O> type, ExecutionConfig config) {
        life().setOutputType(type, config);
    }
}
