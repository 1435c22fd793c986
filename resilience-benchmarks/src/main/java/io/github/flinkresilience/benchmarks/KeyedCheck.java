// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.benchmarks;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** The user's function of {@link Check} on a keyed stream; uses no state. */
final class KeyedCheck<T> extends KeyedProcessFunction<Long, T, T>
        implements ResultTypeQueryable<T> {
    private static final long serialVersionUID = 1L;

    private final Kind<T> kind;

    KeyedCheck(Kind<T> kind) {
        this.kind = kind;
    }

    @Override
    public void processElement(T record, Context context, Collector<T> out) {
        if (kind.id(record) < 0) {
            throw new IllegalArgumentException("negative id");
        }
        out.collect(record);
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return kind.type();
    }
}
