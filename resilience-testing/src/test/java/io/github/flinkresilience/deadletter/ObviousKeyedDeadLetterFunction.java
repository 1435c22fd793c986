// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** The code that one writes first, for keyed records. Nobody thinks of the timers. */
final class ObviousKeyedDeadLetterFunction<K, I, O> extends KeyedProcessFunction<K, I, O> {
    private static final long serialVersionUID = 1L;

    private final KeyedProcessFunction<K, I, O> user;
    private final ObviousCatch code;

    ObviousKeyedDeadLetterFunction(KeyedProcessFunction<K, I, O> user, ObviousCatch code) {
        this.user = user;
        this.code = code;
    }

    @Override
    public void setRuntimeContext(RuntimeContext context) {
        super.setRuntimeContext(context);
        user.setRuntimeContext(context);
    }

    @Override
    public void open(OpenContext context) throws Exception {
        user.open(context);
    }

    @Override
    public void processElement(I record, Context context, Collector<O> out) throws Exception {
        code.run(
                record,
                () -> user.processElement(record, context, out),
                dead -> context.output(ObviousCatch.TAG, dead));
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<O> out) throws Exception {
        user.onTimer(timestamp, context, out);
    }
}
