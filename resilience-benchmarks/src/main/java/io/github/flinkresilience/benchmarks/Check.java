// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.benchmarks;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** The user's function: lets good records through, and fails on poison pills. */
final class Check<T> extends ProcessFunction<T, T> implements ResultTypeQueryable<T> {
    private static final long serialVersionUID = 1L;

    private final Kind<T> kind;
    private final Thrown thrown;

    Check(Kind<T> kind, Thrown thrown) {
        this.kind = kind;
        this.thrown = thrown;
    }

    @Override
    public void processElement(T record, Context context, Collector<T> out) {
        if (kind.id(record) < 0) {
            throw thrown.exception();
        }
        out.collect(record);
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return kind.type();
    }
}
