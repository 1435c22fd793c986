// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.benchmarks;

import org.apache.flink.util.Collector;
import org.openjdk.jmh.infra.Blackhole;

/** Where results end. */
record Consumed<T>(Blackhole blackhole) implements Collector<T> {
    @Override
    public void collect(T result) {
        blackhole.consume(result);
    }

    @Override
    public void close() {}
}
