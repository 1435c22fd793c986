// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import io.github.flinkresilience.failure.Failure;
import java.io.Serializable;
import java.util.Objects;
import javax.annotation.Nullable;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * A failed record, its cause and where it came from. One type for all stages and operators, made of
 * bytes and strings only: it can be stored, shipped and read without the classes of the job.
 *
 * @param id tells dead letters apart; where the record's origin is known, the same again when a
 *     restart repeats the record
 * @param stage where in its life the record failed
 * @param payload the record's bytes
 * @param key the key's bytes, or null where there is no key
 * @param origin where the record came from
 * @param operator the operator instance that it failed in
 * @param failure the last failure
 * @param attempts all tries
 * @param eventTime the record's timestamp in the dataflow in milliseconds, or null
 * @param watermark the watermark of the operator at the time in milliseconds, or null where not
 *     known; the dead record may already have moved it
 * @param timer the timer that fired, for {@link Stage#TIMER}; else null
 * @param outputsDiscarded how many results of the failed try were held back and dropped
 * @param outputsEmitted how many results of the failed try had already been emitted ({@link
 *     Emission#DIRECT})
 * @param replays how often the record has been replayed; 0 until there is a replay
 */
@PublicEvolving
@TypeInfo(DeadLetterTypeInfoFactory.class)
public record DeadLetter(
        String id,
        Stage stage,
        Payload payload,
        @Nullable Payload key,
        Origin origin,
        OperatorInfo operator,
        Failure failure,
        FailedAttempts attempts,
        @Nullable Long eventTime,
        @Nullable Long watermark,
        @Nullable FiredTimer timer,
        int outputsDiscarded,
        int outputsEmitted,
        int replays)
        implements Serializable {

    public DeadLetter {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(stage, "stage");
        Objects.requireNonNull(payload, "payload");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(operator, "operator");
        Objects.requireNonNull(failure, "failure");
        Objects.requireNonNull(attempts, "attempts");
    }

    /** A copy with another payload, usually a truncated one. */
    public DeadLetter withPayload(Payload other) {
        return new DeadLetter(
                id,
                stage,
                other,
                key,
                origin,
                operator,
                failure,
                attempts,
                eventTime,
                watermark,
                timer,
                outputsDiscarded,
                outputsEmitted,
                replays);
    }

    /** A copy with another key, usually a truncated one. */
    public DeadLetter withKey(@Nullable Payload other) {
        return new DeadLetter(
                id,
                stage,
                payload,
                other,
                origin,
                operator,
                failure,
                attempts,
                eventTime,
                watermark,
                timer,
                outputsDiscarded,
                outputsEmitted,
                replays);
    }

    /** A copy with another origin. */
    public DeadLetter withOrigin(Origin other) {
        return new DeadLetter(
                id,
                stage,
                payload,
                key,
                other,
                operator,
                failure,
                attempts,
                eventTime,
                watermark,
                timer,
                outputsDiscarded,
                outputsEmitted,
                replays);
    }

    /** A copy with another description of the failure, usually a shortened one. */
    public DeadLetter withFailure(Failure other) {
        return new DeadLetter(
                id,
                stage,
                payload,
                key,
                origin,
                operator,
                other,
                attempts,
                eventTime,
                watermark,
                timer,
                outputsDiscarded,
                outputsEmitted,
                replays);
    }

    /** What a person wants to know, on a few lines. */
    public String describe() {
        return DeadLetterText.describe(this);
    }
}
