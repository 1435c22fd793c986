// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import io.github.flinkresilience.failure.TransientException;
import java.io.Serializable;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** User code of more than one test. */
final class Functions {
    private Functions() {}

    /** User code without a context. */
    interface Body<I, O> extends Serializable {
        void call(I record, Collector<O> out) throws Exception;
    }

    /** A process function in one lambda. */
    static <I, O> ProcessFunction<I, O> of(Body<I, O> body) {
        return new ProcessFunction<>() {
            private static final long serialVersionUID = 1L;

            @Override
            public void processElement(I record, Context context, Collector<O> out)
                    throws Exception {
                body.call(record, out);
            }
        };
    }

    /** Fails on whatever is no number. */
    static ProcessFunction<String, Integer> parse() {
        return of((text, out) -> out.collect(Integer.parseInt(text)));
    }

    /** Emits what it gets, and fails on "bad". */
    static ProcessFunction<String, String> failOnBad(Exception failure) {
        return of(
                (text, out) -> {
                    if (text.equals("bad")) {
                        throw failure;
                    }
                    out.collect(text);
                });
    }

    /** Fails so many times for each record that is tried, as the tape tells, then goes on. */
    static void failFirst(int times, String record, Tape<String> tries) {
        tries.add(record);
        long tried = tries.played().stream().filter(record::equals).count();
        if (tried <= times) {
            throw new TransientException("try " + tried);
        }
    }

    /** Counts the records of each key, and only then fails on those that end with "bad". */
    static final class CountThenFail<K, I> extends KeyedProcessFunction<K, I, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(I record, Context context, Collector<String> out)
                throws Exception {
            ValueState<Integer> count =
                    getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.INT));
            Integer before = count.value();
            count.update(before == null ? 1 : before + 1);
            if (record.toString().endsWith("bad")) {
                throw new IllegalStateException("broken rule");
            }
            out.collect(context.getCurrentKey().toString() + count.value());
        }
    }
}
