// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.contract;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.Collector;

/** A schema that is open. */
record Decoder<R, T>(Call<R, T> call, TypeInformation<T> type) {

    /** How it is called. */
    interface Call<R, T> {
        void decode(R input, Collector<T> out) throws Exception;
    }

    /** Calls it; whatever it throws is part of the outcome. */
    Outcome<T> decode(R input) {
        List<T> values = new ArrayList<>();
        try {
            call.decode(input, new Values<>(values));
            return new Outcome<>(values, null);
        } catch (Throwable failure) {
            return new Outcome<>(values, failure);
        }
    }

    private record Values<T>(List<T> values) implements Collector<T> {
        @Override
        public void collect(T value) {
            values.add(value);
        }

        @Override
        public void close() {}
    }
}
