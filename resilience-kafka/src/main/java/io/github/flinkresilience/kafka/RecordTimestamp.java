// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import io.github.flinkresilience.deadletter.DeadLetter;
import javax.annotation.Nullable;

/**
 * Decides the timestamp of a dead letter's record, in milliseconds since the epoch.
 *
 * <p>A topic's retention counts from it: the dead letter of an old record, written with the old
 * timestamp, is deleted within minutes. So the default is the time of writing.
 */
final class RecordTimestamp {
    private RecordTimestamp() {}

    /** Null for the time of writing, which the producer then sets. */
    @Nullable
    static Long of(DeadLetter letter, boolean original) {
        if (!original) {
            return null;
        }
        if (letter.origin().timestamp() >= 0) {
            return letter.origin().timestamp();
        }
        Long eventTime = letter.eventTime();
        if (eventTime != null && eventTime >= 0) {
            return eventTime;
        }
        long failed = letter.attempts().lastTime().toEpochMilli();
        return failed >= 0 ? (Long) failed : null;
    }
}
