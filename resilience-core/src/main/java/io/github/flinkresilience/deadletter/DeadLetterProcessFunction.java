// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import javax.annotation.Nullable;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.functions.Function;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.operators.OutputTypeConfigurable;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * A wrapped function on a stream; made by {@link DeadLetterFunctions}. One instance serves one
 * operator of one job.
 */
@PublicEvolving
public abstract sealed class DeadLetterProcessFunction<I, O> extends ProcessFunction<I, O>
        implements DeadLetterEmitter,
                CheckpointedFunction,
                CheckpointListener,
                OutputTypeConfigurable<O>
        permits DeadLetterProcessFunction.OfDeclaredType, DeadLetterProcessFunction.OfInputType {
    private static final long serialVersionUID = 1L;

    private final GuardedFunction<I, O> guarded;
    private final FunctionBody<I, O> body;

    @SuppressWarnings("NullAway.Init") // made in open
    private transient Guard<I> guard;

    @SuppressWarnings("NullAway.Init") // made in open
    private transient Real real;

    @SuppressWarnings("NullAway.Init") // made in open
    private transient RecordContext records;

    @SuppressWarnings("NullAway.Init") // made in open
    private transient TimerContext timers;

    DeadLetterProcessFunction(Function user, FunctionBody<I, O> body, FailurePolicy policy) {
        this.guarded = new GuardedFunction<>(user, policy);
        this.body = body;
    }

    /** Writes payloads with this encoder, not with Flink's serializer of the input type. */
    public DeadLetterProcessFunction<I, O> withPayloadEncoder(PayloadEncoder<I> encoder) {
        guarded.encodePayloads(encoder);
        return this;
    }

    /** Names the origins of dead letters by what their records carry. */
    public DeadLetterProcessFunction<I, O> withOrigin(OriginExtractor<I> origins) {
        guarded.findOrigins(origins);
        return this;
    }

    @Override
    public void processElement(I record, Context context, Collector<O> out) throws Exception {
        real.at(context, out);
        bury(guard.process(record, records), context);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<O> out) throws Exception {
        real.at(context, out);
        timers.timer = context;
        bury(guard.fire(timestamp, timers), context);
    }

    private void bury(@Nullable DeadLetter dead, Context context) {
        if (dead != null) {
            context.output(DeadLetters.tag(), dead);
        }
    }

    @Override
    public void setRuntimeContext(RuntimeContext context) {
        super.setRuntimeContext(context);
        guarded.setRuntimeContext(context);
    }

    @Override
    public void open(OpenContext context) throws Exception {
        real = new Real();
        Outputs<O> outputs = guarded.outputs(real);
        records = new RecordContext(outputs);
        timers = new TimerContext(outputs);
        guard = guarded.open(context, outputs);
    }

    @Override
    public void close() throws Exception {
        guarded.close();
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        guarded.initializeState(context);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        guarded.snapshotState(context);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        guarded.notifyCheckpointComplete(checkpointId);
    }

    @Override
    public void notifyCheckpointAborted(long checkpointId) throws Exception {
        guarded.notifyCheckpointAborted(checkpointId);
    }

    @Override
    public void setOutputType(TypeInformation<O> type, ExecutionConfig config) {
        guarded.setOutputType(type, config);
    }

    @Override
    public void wire(Wiring wiring) {
        guarded.wire(wiring);
    }

    /** What Flink gave for the call at hand. */
    private final class Real implements Outputs.Downstream<O> {
        @SuppressWarnings("NullAway.Init") // set for each call
        private Context context;

        @SuppressWarnings("NullAway.Init") // set for each call
        private Collector<O> out;

        void at(Context call, Collector<O> collector) {
            context = call;
            out = collector;
        }

        @Override
        public void collect(O result) {
            out.collect(result);
        }

        @Override
        public <X> void output(OutputTag<X> tag, X value) {
            context.output(tag, value);
        }
    }

    /** The context that user code sees for a record. */
    private final class RecordContext extends Context implements Step<I> {
        private final Outputs<O> outputs;

        RecordContext(Outputs<O> outputs) {
            this.outputs = outputs;
        }

        @Override
        public void run(I record) throws Exception {
            body.call(record, this, outputs);
        }

        @Override
        public Subject describe(I record) throws Exception {
            return guarded.describe(record, null, timestamp(), timerService());
        }

        @Override
        public Long timestamp() {
            return real.context.timestamp();
        }

        @Override
        public TimerService timerService() {
            return real.context.timerService();
        }

        @Override
        public <X> void output(OutputTag<X> tag, X value) {
            outputs.output(tag, value);
        }
    }

    /** The context that user code sees for a timer. */
    private final class TimerContext extends OnTimerContext implements Step<Long> {
        private final Outputs<O> outputs;

        @SuppressWarnings("NullAway.Init") // set for each call
        private OnTimerContext timer;

        TimerContext(Outputs<O> outputs) {
            this.outputs = outputs;
        }

        @Override
        public void run(Long timestamp) throws Exception {
            body.fire(timestamp, this, outputs);
        }

        @Override
        public Subject describe(Long timestamp) throws Exception {
            FiredTimer fired = new FiredTimer(timeDomain(), timestamp);
            return guarded.describeTimer(fired, null, timestamp(), timerService());
        }

        @Override
        public TimeDomain timeDomain() {
            return timer.timeDomain();
        }

        @Override
        public Long timestamp() {
            return timer.timestamp();
        }

        @Override
        public TimerService timerService() {
            return timer.timerService();
        }

        @Override
        public <X> void output(OutputTag<X> tag, X value) {
            outputs.output(tag, value);
        }
    }

    /** A function that tells the type of its results. */
    static final class OfDeclaredType<I, O> extends DeadLetterProcessFunction<I, O>
            implements ResultTypeQueryable<O> {
        private static final long serialVersionUID = 1L;

        private final Function user;

        OfDeclaredType(Function user, FunctionBody<I, O> body, FailurePolicy policy) {
            super(user, body, policy);
            this.user = user;
        }

        @Override
        public TypeInformation<O> getProducedType() {
            return ResultType.of(user);
        }
    }

    /** A function that emits what it is given: Flink finds that type by itself. */
    static final class OfInputType<I> extends DeadLetterProcessFunction<I, I> {
        private static final long serialVersionUID = 1L;

        OfInputType(Function user, FunctionBody<I, I> body, FailurePolicy policy) {
            super(user, body, policy);
        }
    }
}
