// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.chaos;

import java.net.SocketTimeoutException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Numbers the events of each key; handles no failures, and has all kinds of them. */
final class CountPerKey extends KeyedProcessFunction<String, Event, Receipt> {

    private static final int TRIES = 3;

    private transient ValueState<Long> count;
    private transient Map<String, Integer> tries;

    @Override
    public void open(OpenContext context) {
        count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Long.class));
        tries = new HashMap<>();
    }

    @Override
    public void processElement(Event event, Context context, Collector<Receipt> out)
            throws Exception {
        switch (event.kind()) {
            case POISON -> throw new IllegalStateException("poison pill " + event.id());
            case POISON_TIMER ->
                    context.timerService()
                            .registerProcessingTimeTimer(
                                    context.timerService().currentProcessingTime() + 1);
            case FAILS_TWICE -> {
                failTwice(event);
                number(event, out);
            }
            default -> number(event, out);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Receipt> out) {
        throw new IllegalStateException("poison timer of " + context.getCurrentKey());
    }

    private void number(Event event, Collector<Receipt> out) throws Exception {
        long number = count.value() == null ? 1 : count.value() + 1;
        count.update(number);
        out.collect(new Receipt(event.id(), event.key(), number));
    }

    private void failTwice(Event event) throws SocketTimeoutException {
        if (tries.merge(event.id(), 1, Integer::sum) < TRIES) {
            throw new SocketTimeoutException("no answer for " + event.id());
        }
        tries.remove(event.id());
    }
}
