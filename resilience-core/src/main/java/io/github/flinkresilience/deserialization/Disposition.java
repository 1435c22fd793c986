// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deserialization;

import io.github.flinkresilience.deadletter.DeadLetter;
import io.github.flinkresilience.deadletter.DeadLetterWriter;
import io.github.flinkresilience.deadletter.FailurePolicy;
import io.github.flinkresilience.deadletter.Ledger;
import io.github.flinkresilience.deadletter.OperatorInfo;
import java.io.Serializable;
import org.apache.flink.annotation.Internal;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.Collector;

/**
 * What a deserializer emits for records that it can read and for those that it cannot.
 *
 * @param <T> what the wrapped deserializer emits
 * @param <OUT> what the wrapper emits
 */
@Internal
public sealed interface Disposition<T, OUT> extends Serializable {

    /** Type of what is emitted. */
    TypeInformation<OUT> type(TypeInformation<T> values, FailurePolicy policy);

    /** Emits a value. */
    void value(T value, Collector<OUT> out);

    /** Emits a record that could not be read, or does not. */
    void unreadable(DeadLetter deadLetter, Collector<OUT> out);

    /** The value that was emitted, to ask the wrapped deserializer whether it ends the stream. */
    boolean endsStream(OUT emitted, EndOfStream<T> ends);

    /** Counts and logs what could not be read. */
    DeadLetterWriter writer(OperatorInfo operator, FailurePolicy policy, Ledger ledger);

    /** Whether a value is the last one. */
    interface EndOfStream<T> {
        /** Asks the wrapped deserializer. */
        boolean isEndOfStream(T value);
    }

    /** Emits values and dead letters as {@link Decoded}. */
    record Decode<T>() implements Disposition<T, Decoded<T>> {
        @Override
        public TypeInformation<Decoded<T>> type(TypeInformation<T> values, FailurePolicy policy) {
            return new DecodedTypeInfo<>(values, policy.longestHold());
        }

        @Override
        public void value(T value, Collector<Decoded<T>> out) {
            out.collect(Decoded.value(value));
        }

        @Override
        public void unreadable(DeadLetter deadLetter, Collector<Decoded<T>> out) {
            out.collect(Decoded.deadLetter(deadLetter));
        }

        @Override
        public boolean endsStream(Decoded<T> emitted, EndOfStream<T> ends) {
            T value = emitted.valueOrNull();
            return value != null && ends.isEndOfStream(value);
        }

        @Override
        public DeadLetterWriter writer(OperatorInfo operator, FailurePolicy policy, Ledger ledger) {
            return DeadLetterWriter.burying(operator, policy, ledger);
        }
    }

    /** Emits values; what cannot be read is counted, logged and skipped. */
    record Skip<T>() implements Disposition<T, T> {
        @Override
        public TypeInformation<T> type(TypeInformation<T> values, FailurePolicy policy) {
            return values;
        }

        @Override
        public void value(T value, Collector<T> out) {
            out.collect(value);
        }

        @Override
        public void unreadable(DeadLetter deadLetter, Collector<T> out) {}

        @Override
        public boolean endsStream(T emitted, EndOfStream<T> ends) {
            return ends.isEndOfStream(emitted);
        }

        @Override
        public DeadLetterWriter writer(OperatorInfo operator, FailurePolicy policy, Ledger ledger) {
            return DeadLetterWriter.skipping(operator, policy, ledger);
        }
    }
}
