// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import io.github.flinkresilience.metrics.ResilienceMetrics;
import java.io.Serializable;
import java.util.Objects;
import javax.annotation.Nullable;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.functions.Function;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.serialization.RuntimeContextInitializationContextAdapters;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the wrappers of all kinds of functions have in common: the user's function, how its failures
 * are treated, and, in a running task, the guard that watches over it.
 */
final class GuardedFunction<I, O> implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(GuardedFunction.class);

    private final WrappedFunction wrapped;
    private final FailurePolicy declared;
    private FailurePolicy policy;
    @Nullable private PayloadEncoder<I> encoder;
    @Nullable private OriginExtractor<I> origins;
    @Nullable private Wiring wiring;
    @Nullable private TypeInformation<O> outputType;

    @Nullable private transient RuntimeContext runtime;
    @Nullable private transient Ledger ledger;
    @Nullable private transient Outputs<O> outputs;
    @Nullable private transient PayloadEncoder<Object> keyEncoder;

    GuardedFunction(Function user, FailurePolicy policy) {
        this.wrapped = new WrappedFunction(user);
        this.declared = Objects.requireNonNull(policy, "failure policy");
        this.policy = policy;
    }

    // ---- while the job is built ----

    void encodePayloads(PayloadEncoder<I> with) {
        encoder = Objects.requireNonNull(with, "payload encoder");
    }

    void findOrigins(OriginExtractor<I> with) {
        origins = Objects.requireNonNull(with, "origin extractor");
    }

    void wire(Wiring place) {
        if (wiring != null && !wiring.sameOperatorAs(place)) {
            throw wiring.sharedWith(place.name());
        }
        wiring = place;
    }

    void setOutputType(TypeInformation<O> type, ExecutionConfig config) {
        policy = requireWiring().complete(declared);
        outputType = type;
        wrapped.setOutputType(type, config);
    }

    // ---- in a running task ----

    void setRuntimeContext(RuntimeContext context) {
        runtime = context;
        ledger = new Ledger(new ResilienceMetrics(context.getMetricGroup()));
        wrapped.setRuntimeContext(context);
    }

    void initializeState(FunctionInitializationContext context) throws Exception {
        requireLedger().restore(context.getOperatorStateStore());
        wrapped.initializeState(context);
    }

    void snapshotState(FunctionSnapshotContext context) throws Exception {
        wrapped.snapshotState(context);
        emitStrayResults();
        requireLedger().snapshot();
    }

    void notifyCheckpointComplete(long checkpointId) throws Exception {
        wrapped.notifyCheckpointComplete(checkpointId);
        emitStrayResults();
    }

    void notifyCheckpointAborted(long checkpointId) throws Exception {
        wrapped.notifyCheckpointAborted(checkpointId);
        emitStrayResults();
    }

    void close() throws Exception {
        wrapped.close();
    }

    // A function may keep its collector and use it between records. No record's fate hangs on
    // such results: they must neither wait for the next one, nor be discarded with it.
    private void emitStrayResults() throws Exception {
        if (outputs != null) {
            outputs.commit();
        }
    }

    @SuppressWarnings("unchecked") // the wiring's types are those of the operator of this function
    Guard<I> open(OpenContext context, Outputs<O> outputs) throws Exception {
        // First: Flink closes what it has not opened, too, and user code may fail when that happens
        // to it. Whatever fails below must not be the reason: from Flink 2.2 on, a failure in close
        // after another one ends the task manager.
        wrapped.open(context);
        RuntimeContext running = requireRuntime();
        Wiring place = requireWiring();
        TypeSerializer<I> inputs = (TypeSerializer<I>) running.createSerializer(place.inputType());
        if (encoder == null) {
            encoder = PayloadEncoder.serializer(inputs);
        }
        encoder.open(RuntimeContextInitializationContextAdapters.serializationAdapter(running));
        if (place.keyType() != null) {
            keyEncoder =
                    PayloadEncoder.serializer(
                            (TypeSerializer<Object>) running.createSerializer(place.keyType()));
        }
        OperatorInfo operator = Operators.of(running, place.name(), place.uid());
        boolean copied = policy.inputSnapshot() != InputSnapshot.OFF && !inputs.isImmutableType();
        return new Guard<>(
                policy,
                outputs,
                DeadLetterWriter.burying(operator, policy, requireLedger()),
                copied ? inputs::copy : null);
    }

    Outputs<O> outputs(Outputs.Downstream<O> downstream) {
        outputs = newOutputs(downstream);
        return outputs;
    }

    private Outputs<O> newOutputs(Outputs.Downstream<O> downstream) {
        RuntimeContext running = requireRuntime();
        return switch (policy.emission()) {
            case DIRECT -> new DirectOutputs<>(downstream);
            case ATOMIC_UNCOPIED -> AtomicOutputs.uncopied(downstream);
            case ATOMIC ->
                    AtomicOutputs.copying(
                            downstream,
                            running.createSerializer(
                                    Objects.requireNonNull(outputType, "output type")),
                            running::createSerializer);
        };
    }

    Step.Subject describe(
            I record, @Nullable Object key, @Nullable Long timestamp, TimerService timers)
            throws Exception {
        Origin origin = originOf(record);
        return new Step.Subject(
                Stage.PROCESS,
                encode(record, origin),
                encodeKey(key),
                origin,
                timestamp,
                watermark(timers),
                null);
    }

    Step.Subject describeTimer(
            FiredTimer timer, @Nullable Object key, @Nullable Long timestamp, TimerService timers)
            throws Exception {
        return new Step.Subject(
                Stage.TIMER,
                Payload.none(),
                encodeKey(key),
                Origin.unknown(),
                timestamp,
                watermark(timers),
                timer);
    }

    // An origin is worth much, but not the job: a record may be broken in just that place.
    private Origin originOf(I record) {
        if (origins == null) {
            return Origin.unknown();
        }
        try {
            return Objects.requireNonNullElse(origins.originOf(record), Origin.unknown());
        } catch (RuntimeException broken) {
            LOG.warn("The origin extractor of {} fails: origin unknown.", userClass(), broken);
            return Origin.unknown();
        }
    }

    private Payload encode(I record, Origin origin) throws Exception {
        try {
            return Objects.requireNonNull(encoder, "payload encoder").encode(record);
        } catch (Exception failure) {
            throw new IllegalStateException("no payload of the record at " + origin, failure);
        }
    }

    @Nullable
    private Payload encodeKey(@Nullable Object key) throws Exception {
        return keyEncoder == null || key == null ? null : keyEncoder.encode(key);
    }

    // Before the first watermark there is none to tell.
    @Nullable
    private static Long watermark(TimerService timers) {
        long watermark = timers.currentWatermark();
        return watermark == Long.MIN_VALUE ? null : watermark;
    }

    private Wiring requireWiring() {
        if (wiring == null) {
            throw new IllegalStateException(
                    "The dead letters of %s go nowhere. Call DeadLetters.of(stream) on the stream that process(...) returned, and give the result a sink, e.g. DeadLetters.of(stream).sinkTo(...)."
                            .formatted(userClass()));
        }
        return wiring;
    }

    private RuntimeContext requireRuntime() {
        return Objects.requireNonNull(runtime, "setRuntimeContext comes before open");
    }

    private Ledger requireLedger() {
        return Objects.requireNonNull(ledger, "setRuntimeContext comes before open");
    }

    private String userClass() {
        return wrapped.user().getClass().getName();
    }
}
