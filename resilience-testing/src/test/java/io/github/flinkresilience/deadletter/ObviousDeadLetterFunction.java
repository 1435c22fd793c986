// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** The code that one writes first, for records. */
final class ObviousDeadLetterFunction<I, O> extends ProcessFunction<I, O> {
    private static final long serialVersionUID = 1L;

    private final ProcessFunction<I, O> user;
    private final ObviousCatch code;

    ObviousDeadLetterFunction(ProcessFunction<I, O> user, ObviousCatch code) {
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
                () -> call(record, context, out),
                dead -> context.output(ObviousCatch.TAG, dead));
    }

    private void call(I record, Context context, Collector<O> out) throws Exception {
        if (!code.buffered()) {
            user.processElement(record, context, out);
            return;
        }
        List<O> buffer = new ArrayList<>();
        user.processElement(record, context, new ListCollector<>(buffer));
        buffer.forEach(out::collect);
    }
}
