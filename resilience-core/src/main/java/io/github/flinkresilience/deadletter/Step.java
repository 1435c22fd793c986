// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;

/** One call of user code that a {@link Guard} watches over: for a record or for a timer. */
@Internal
public interface Step<I> {

    /** Calls user code; may be called again for the same record. */
    void run(I input) throws Exception;

    /**
     * What a dead letter says of the record. Called when user code has failed for good.
     *
     * @param input the record as it arrived
     */
    Subject describe(I input) throws Exception;

    /** What failed, as a dead letter shows it. */
    record Subject(
            Stage stage,
            Payload payload,
            @Nullable Payload key,
            Origin origin,
            @Nullable Long eventTime,
            @Nullable Long watermark,
            @Nullable FiredTimer timer) {}
}
