// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.faults;

import java.io.Serializable;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.functions.Function;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.functions.util.FunctionUtils;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.operators.OutputTypeConfigurable;

/**
 * The life of a user's function but for records and timers, with the plan's faults at each point:
 * before the function's own code, in close after it, so that nothing stays open.
 */
final class FaultyLife implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Function user;
    private final Follower follower;

    FaultyLife(Function user, Follower follower) {
        this.user = user;
        this.follower = follower;
    }

    void setRuntimeContext(RuntimeContext context) {
        follower.startsIn(context);
        FunctionUtils.setFunctionRuntimeContext(user, context);
    }

    void open(OpenContext context) throws Exception {
        follower.life(FaultPoint.OPEN);
        FunctionUtils.openFunction(user, context);
    }

    void close() throws Exception {
        FunctionUtils.closeFunction(user);
        follower.life(FaultPoint.CLOSE);
    }

    void initializeState(FunctionInitializationContext context) throws Exception {
        follower.life(FaultPoint.INITIALIZE_STATE);
        if (user instanceof CheckpointedFunction checkpointed) {
            checkpointed.initializeState(context);
        }
    }

    void snapshotState(FunctionSnapshotContext context) throws Exception {
        follower.checkpoint(FaultPoint.SNAPSHOT_STATE, context.getCheckpointId());
        if (user instanceof CheckpointedFunction checkpointed) {
            checkpointed.snapshotState(context);
        }
    }

    void notifyCheckpointComplete(long checkpointId) throws Exception {
        follower.checkpoint(FaultPoint.NOTIFY_CHECKPOINT_COMPLETE, checkpointId);
        if (user instanceof CheckpointListener listener) {
            listener.notifyCheckpointComplete(checkpointId);
        }
    }

    void notifyCheckpointAborted(long checkpointId) throws Exception {
        if (user instanceof CheckpointListener listener) {
            listener.notifyCheckpointAborted(checkpointId);
        }
    }

    @SuppressWarnings("unchecked") // Flink itself calls it with the type of the function's results
    <O> void setOutputType(TypeInformation<O> type, ExecutionConfig config) {
        if (user instanceof OutputTypeConfigurable<?> configurable) {
            ((OutputTypeConfigurable<O>) configurable).setOutputType(type, config);
        }
    }
}
