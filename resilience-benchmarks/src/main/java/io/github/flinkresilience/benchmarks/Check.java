// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.benchmarks;

import org.apache.flink.util.Collector;

/** The user's function: lets good records through, and fails on poison pills. */
final class Check<T> extends UserFunction<T> {
    private static final long serialVersionUID = 1L;

    Check(Kind<T> kind, Thrown thrown) {
        super(kind, thrown);
    }

    @Override
    public void processElement(T record, Context context, Collector<T> out) {
        check(record);
        out.collect(record);
    }
}
