// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.benchmarks;

import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * What one writes by hand: the same check, with a catch, and the bare record in a side output.
 * Keeps neither what failed nor why, tries nothing again and counts nothing.
 */
final class TryCatchCheck<T> extends UserFunction<T> {
    private static final long serialVersionUID = 1L;

    private final OutputTag<T> failed;

    TryCatchCheck(Kind<T> kind, Thrown thrown) {
        super(kind, thrown);
        this.failed = new OutputTag<>("failed", kind.type());
    }

    OutputTag<T> failed() {
        return failed;
    }

    @Override
    public void processElement(T record, Context context, Collector<T> out) {
        try {
            check(record);
        } catch (RuntimeException failure) {
            context.output(failed, record);
            return;
        }
        out.collect(record);
    }
}
