// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.faults;

import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** A function on a keyed stream that fails by plan, else does what the user's does. */
final class FaultyKeyedProcessFunction<K, I, O> extends KeyedProcessFunction<K, I, O>
        implements FaultyFunction<O>, ResultTypeQueryable<O> {
    private static final long serialVersionUID = 1L;

    private final KeyedProcessFunction<K, I, O> user;
    private final Follower follower;
    private final FaultyLife life;

    FaultyKeyedProcessFunction(KeyedProcessFunction<K, I, O> user, FaultPlan plan) {
        this.user = Objects.requireNonNull(user, "function to wrap");
        this.follower = new Follower(plan, "keyed process function", POINTS_AND_TIMER);
        this.life = new FaultyLife(user, follower);
    }

    /** Emits what it gets. */
    static <K, T> FaultyKeyedProcessFunction<K, T, T> passThrough(FaultPlan plan) {
        return new FaultyKeyedProcessFunction<>(new EmitInputAndSetTimer<>(), plan);
    }

    @Override
    public void processElement(I record, Context context, Collector<O> out) throws Exception {
        follower.record(record);
        user.processElement(record, context, out);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<O> out) throws Exception {
        follower.timer(timestamp);
        user.onTimer(timestamp, context, out);
    }

    @Override
    public FaultyLife life() {
        return life;
    }

    @Override
    public void setRuntimeContext(RuntimeContext context) {
        super.setRuntimeContext(context);
        life.setRuntimeContext(context);
    }

    @Override
    public void open(OpenContext context) throws Exception {
        life.open(context);
    }

    @Override
    public void close() throws Exception {
        life.close();
    }

    @Override
    public TypeInformation<O> getProducedType() {
        return DeclaredType.of(user);
    }

    private static final class EmitInputAndSetTimer<K, T> extends KeyedProcessFunction<K, T, T> {
        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(T record, Context context, Collector<T> out) {
            Long timestamp = context.timestamp();
            context.timerService().registerEventTimeTimer(timestamp == null ? 0 : timestamp);
            out.collect(record);
        }
    }
}
