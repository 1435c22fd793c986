// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.faults;

/** The points in the life of user code at which a {@link FaultPlan} can make it fail. */
public enum FaultPoint {
    /** {@code setRuntimeContext} is over, state is about to be restored. */
    INITIALIZE_STATE,
    /** {@code open}. */
    OPEN,
    /** {@code processElement}, {@code map}, {@code deserialize}. */
    RECORD,
    /** {@code onTimer}. */
    TIMER,
    /** {@code snapshotState}. */
    SNAPSHOT_STATE,
    /** {@code notifyCheckpointComplete}. */
    NOTIFY_CHECKPOINT_COMPLETE,
    /** {@code finish} of an operator, after its last record and timer. */
    FINISH,
    /** {@code close}, in good and in bad ends alike. */
    CLOSE
}
