// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.faults;

import java.util.EnumSet;
import java.util.Set;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** An operator that fails by plan, else emits what it gets. */
final class FaultyOperator<T> extends AbstractStreamOperator<T>
        implements OneInputStreamOperator<T, T> {
    private static final long serialVersionUID = 1L;

    private static final Set<FaultPoint> POINTS =
            Set.copyOf(EnumSet.complementOf(EnumSet.of(FaultPoint.TIMER)));

    private final Follower follower;

    FaultyOperator(FaultPlan plan) {
        follower = new Follower(plan, "pass-through operator", POINTS);
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        follower.startsIn(getRuntimeContext());
        follower.life(FaultPoint.INITIALIZE_STATE);
    }

    @Override
    public void open() throws Exception {
        super.open();
        follower.life(FaultPoint.OPEN);
    }

    @Override
    public void processElement(StreamRecord<T> record) throws Exception {
        follower.record(record.getValue());
        output.collect(record);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        follower.checkpoint(FaultPoint.SNAPSHOT_STATE, context.getCheckpointId());
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        super.notifyCheckpointComplete(checkpointId);
        follower.checkpoint(FaultPoint.NOTIFY_CHECKPOINT_COMPLETE, checkpointId);
    }

    @Override
    public void finish() throws Exception {
        super.finish();
        follower.life(FaultPoint.FINISH);
    }

    @Override
    public void close() throws Exception {
        super.close();
        follower.life(FaultPoint.CLOSE);
    }
}
