// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import javax.annotation.Nullable;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.api.common.ExecutionConfig;
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
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.OutputTypeConfigurable;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * A wrapped function on a keyed stream, with its timers; made by {@link DeadLetterFunctions#keyed}.
 * One instance serves one operator of one job.
 */
@PublicEvolving
public final class DeadLetterKeyedProcessFunction<K, I, O> extends KeyedProcessFunction<K, I, O>
        implements DeadLetterEmitter,
                CheckpointedFunction,
                CheckpointListener,
                ResultTypeQueryable<O>,
                OutputTypeConfigurable<O> {
    private static final long serialVersionUID = 1L;

    private final GuardedFunction<I, O> guarded;
    private final KeyedProcessFunction<K, I, O> user;

    @SuppressWarnings("NullAway.Init") // made in open
    private transient Guard<I> guard;

    @SuppressWarnings("NullAway.Init") // made in open
    private transient Real real;

    @SuppressWarnings("NullAway.Init") // made in open
    private transient RecordContext records;

    @SuppressWarnings("NullAway.Init") // made in open
    private transient TimerContext timers;

    DeadLetterKeyedProcessFunction(KeyedProcessFunction<K, I, O> user, FailurePolicy policy) {
        this.guarded = new GuardedFunction<>(user, policy);
        this.user = user;
    }

    /** Writes payloads with this encoder, not with Flink's serializer of the input type. */
    public DeadLetterKeyedProcessFunction<K, I, O> withPayloadEncoder(PayloadEncoder<I> encoder) {
        guarded.encodePayloads(encoder);
        return this;
    }

    /** Names the origins of dead letters by what their records carry. */
    public DeadLetterKeyedProcessFunction<K, I, O> withOrigin(OriginExtractor<I> origins) {
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
    public TypeInformation<O> getProducedType() {
        return ResultType.of(user);
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
            user.processElement(record, this, outputs);
        }

        @Override
        public Subject describe(I record) throws Exception {
            return guarded.describe(record, getCurrentKey(), timestamp(), timerService());
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

        @Override
        public K getCurrentKey() {
            return real.context.getCurrentKey();
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
            user.onTimer(timestamp, this, outputs);
        }

        @Override
        public Subject describe(Long timestamp) throws Exception {
            FiredTimer fired = new FiredTimer(timeDomain(), timestamp);
            return guarded.describeTimer(fired, getCurrentKey(), timestamp(), timerService());
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

        @Override
        public K getCurrentKey() {
            return timer.getCurrentKey();
        }
    }
}
