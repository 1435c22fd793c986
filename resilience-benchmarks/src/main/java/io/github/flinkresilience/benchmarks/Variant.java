// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.benchmarks;

import io.github.flinkresilience.deadletter.DeadLetterFunctions;
import io.github.flinkresilience.deadletter.DeadLetters;
import io.github.flinkresilience.deadletter.Emission;
import io.github.flinkresilience.deadletter.FailurePolicy;
import io.github.flinkresilience.deadletter.InputSnapshot;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** The ways to run the user's function. */
public enum Variant {
    /** As it is: a poison pill fails the job. */
    UNWRAPPED,
    /** With a catch written by hand. */
    TRY_CATCH,
    /** Wrapped, by default: mutable inputs and outputs are copied. */
    ATOMIC,
    /** Wrapped, outputs held back, nothing copied. */
    ATOMIC_UNCOPIED,
    /** Wrapped, outputs not held back, nothing copied. */
    DIRECT;

    /** Adds the function, and sinks that discard everything. */
    <T> void addTo(DataStream<T> records, Kind<T> kind, Thrown thrown) {
        if (this == TRY_CATCH) {
            TryCatchCheck<T> check = new TryCatchCheck<>(kind, thrown);
            SingleOutputStreamOperator<T> checked = records.process(check);
            checked.getSideOutput(check.failed()).sinkTo(new DiscardingSink<>());
            checked.sinkTo(new DiscardingSink<>());
            return;
        }
        Check<T> check = new Check<>(kind, thrown);
        finish(
                this == UNWRAPPED
                        ? records.process(check)
                        : records.process(DeadLetterFunctions.process(check, policy())));
    }

    /** Adds the function on a keyed stream, and sinks that discard everything. */
    <T> void addTo(KeyedStream<T, Long> records, Kind<T> kind) {
        KeyedCheck<T> check = new KeyedCheck<>(kind);
        finish(
                this == UNWRAPPED
                        ? records.process(check)
                        : records.process(DeadLetterFunctions.keyed(check, policy())));
    }

    private <T> void finish(SingleOutputStreamOperator<T> checked) {
        if (this != UNWRAPPED) {
            DeadLetters.of(checked).sinkTo(new DiscardingSink<>());
        }
        checked.sinkTo(new DiscardingSink<>());
    }

    private FailurePolicy policy() {
        FailurePolicy defaults = FailurePolicy.defaults();
        return switch (this) {
            case UNWRAPPED, TRY_CATCH, ATOMIC -> defaults;
            case ATOMIC_UNCOPIED ->
                    defaults.withEmission(Emission.ATOMIC_UNCOPIED)
                            .withInputSnapshot(InputSnapshot.OFF);
            case DIRECT ->
                    defaults.withEmission(Emission.DIRECT).withInputSnapshot(InputSnapshot.OFF);
        };
    }
}
