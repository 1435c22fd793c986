// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.faults;

import javax.annotation.Nullable;

/**
 * A point that user code has come to.
 *
 * @param number of the call in its instance (records and timers, from 1), of the checkpoint
 *     (snapshots and notifications), or of the attempt (all others, from 0)
 * @param record what is about to be processed: a record, or a timer's timestamp
 */
record Moment(FaultPoint point, long number, @Nullable Object record, int subtask, int attempt) {

    @Override
    public String toString() {
        return "%s %d of subtask %d, attempt %d".formatted(point, number, subtask, attempt);
    }
}
