// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.chaos;

import io.github.flinkresilience.failure.PoisonPillException;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** User code: says ok to each number and again by a timer, but fails on each tenth one. */
final class Judge extends KeyedProcessFunction<Long, Long, String> {
    private static final long serialVersionUID = 1L;

    static boolean isPoison(long number) {
        return number % 10 == 3;
    }

    @Override
    public void processElement(Long number, Context context, Collector<String> out) {
        if (isPoison(number)) {
            throw new PoisonPillException("poison " + number);
        }
        context.timerService().registerEventTimeTimer(number);
        out.collect("ok " + number);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<String> out) {
        out.collect("timer " + timestamp);
    }
}
