// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.faults;

import java.util.Objects;
import org.apache.flink.api.common.functions.AbstractRichFunction;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;

/** A map function that fails by plan, else does what the user's does. */
class FaultyMapFunction<I, O> extends AbstractRichFunction
        implements MapFunction<I, O>, FaultyFunction<O> {
    private static final long serialVersionUID = 1L;

    final MapFunction<I, O> user;
    private final Follower follower;
    private final FaultyLife life;

    FaultyMapFunction(MapFunction<I, O> user, FaultPlan plan) {
        this.user = Objects.requireNonNull(user, "function to wrap");
        this.follower = new Follower(plan, "map function", POINTS);
        this.life = new FaultyLife(user, follower);
    }

    @Override
    public O map(I record) throws Exception {
        follower.record(record);
        return user.map(record);
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

    /** Around a user's function. */
    static final class Around<I, O> extends FaultyMapFunction<I, O>
            implements ResultTypeQueryable<O> {
        private static final long serialVersionUID = 1L;

        Around(MapFunction<I, O> user, FaultPlan plan) {
            super(user, plan);
        }

        @Override
        public TypeInformation<O> getProducedType() {
            return DeclaredType.of(user);
        }
    }

    /** Emits what it gets: one type parameter, so that Flink knows the type of the results. */
    static final class PassThrough<T> extends FaultyMapFunction<T, T> {
        private static final long serialVersionUID = 1L;

        PassThrough(FaultPlan plan) {
            super(record -> record, plan);
        }
    }
}
