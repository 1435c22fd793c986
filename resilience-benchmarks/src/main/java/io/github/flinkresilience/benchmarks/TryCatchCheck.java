// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.benchmarks;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * What one writes by hand: the same check, with a catch, and the bare record in a side output.
 * Keeps neither what failed nor why, tries nothing again and counts nothing.
 */
final class TryCatchCheck<T> extends ProcessFunction<T, T> implements ResultTypeQueryable<T> {
    private static final long serialVersionUID = 1L;

    private final Kind<T> kind;
    private final Thrown thrown;
    private final OutputTag<T> failed;

    TryCatchCheck(Kind<T> kind, Thrown thrown) {
        this.kind = kind;
        this.thrown = thrown;
        this.failed = new OutputTag<>("failed", kind.type());
    }

    OutputTag<T> failed() {
        return failed;
    }

    @Override
    public void processElement(T record, Context context, Collector<T> out) {
        try {
            if (kind.id(record) < 0) {
                throw thrown.exception();
            }
        } catch (RuntimeException failure) {
            context.output(failed, record);
            return;
        }
        out.collect(record);
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return kind.type();
    }
}
