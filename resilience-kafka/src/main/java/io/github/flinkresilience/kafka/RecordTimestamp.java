// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import io.github.flinkresilience.deadletter.DeadLetter;
import javax.annotation.Nullable;

/** Decides the timestamp of a dead letter's record, in milliseconds since the epoch. */
final class RecordTimestamp {
    private RecordTimestamp() {}

    /** Null where none is known that Kafka accepts; the producer then takes the current time. */
    @Nullable
    static Long of(DeadLetter letter, boolean original) {
        if (original && letter.origin().timestamp() >= 0) {
            return letter.origin().timestamp();
        }
        Long eventTime = letter.eventTime();
        if (original && eventTime != null && eventTime >= 0) {
            return eventTime;
        }
        long failed = letter.attempts().lastTime().toEpochMilli();
        return failed >= 0 ? (Long) failed : null;
    }
}
