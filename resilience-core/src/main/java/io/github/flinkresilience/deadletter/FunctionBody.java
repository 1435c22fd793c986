// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import java.io.Serializable;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** How a function without a key is called: the kinds differ in nothing else. */
@FunctionalInterface
interface FunctionBody<I, O> extends Serializable {
    void call(I record, ProcessFunction<I, O>.Context context, Collector<O> out) throws Exception;

    /** Calls back for a timer; only process functions on keyed streams set any. */
    default void fire(
            long timestamp, ProcessFunction<I, O>.OnTimerContext context, Collector<O> out)
            throws Exception {
        throw new IllegalStateException("this kind of function sets no timers");
    }

    static <I, O> FunctionBody<I, O> of(ProcessFunction<I, O> function) {
        return new ProcessBody<>(function);
    }

    static <I, O> FunctionBody<I, O> of(MapFunction<I, O> function) {
        return (record, context, out) -> out.collect(function.map(record));
    }

    static <I, O> FunctionBody<I, O> of(FlatMapFunction<I, O> function) {
        return (record, context, out) -> function.flatMap(record, out);
    }

    static <I> FunctionBody<I, I> of(FilterFunction<I> function) {
        return (record, context, out) -> {
            if (function.filter(record)) {
                out.collect(record);
            }
        };
    }

    /** See {@link #of(ProcessFunction)}. */
    record ProcessBody<I, O>(ProcessFunction<I, O> function) implements FunctionBody<I, O> {
        @Override
        public void call(I record, ProcessFunction<I, O>.Context context, Collector<O> out)
                throws Exception {
            function.processElement(record, context, out);
        }

        @Override
        public void fire(
                long timestamp, ProcessFunction<I, O>.OnTimerContext context, Collector<O> out)
                throws Exception {
            function.onTimer(timestamp, context, out);
        }
    }
}
