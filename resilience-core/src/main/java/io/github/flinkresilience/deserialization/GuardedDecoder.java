// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deserialization;

import io.github.flinkresilience.deadletter.AtomicOutputs;
import io.github.flinkresilience.deadletter.DeadLetter;
import io.github.flinkresilience.deadletter.DirectOutputs;
import io.github.flinkresilience.deadletter.Emission;
import io.github.flinkresilience.deadletter.FailurePolicy;
import io.github.flinkresilience.deadletter.Guard;
import io.github.flinkresilience.deadletter.InputSnapshot;
import io.github.flinkresilience.deadletter.Ledger;
import io.github.flinkresilience.deadletter.OperatorInfo;
import io.github.flinkresilience.deadletter.Operators;
import io.github.flinkresilience.deadletter.Outputs;
import io.github.flinkresilience.deadletter.Step;
import io.github.flinkresilience.deadletter.UncopyableResultException;
import io.github.flinkresilience.metrics.ResilienceMetrics;
import java.io.IOException;
import java.util.function.UnaryOperator;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * What deserializers of all sources have in common: a guard over the wrapped one. Not thread-safe;
 * blocks while it waits to retry.
 *
 * @param <R> the raw record
 * @param <T> what the wrapped deserializer emits
 * @param <OUT> what the wrapper emits
 */
@Internal
public final class GuardedDecoder<R, T, OUT> {
    private final Guard<R> guard;
    private final Step<R> step;
    private final Disposition<T, OUT> disposition;
    private final Downstream downstream;

    private GuardedDecoder(
            MetricGroup metrics,
            FailurePolicy policy,
            Disposition<T, OUT> disposition,
            Decoding<R, T> decoding,
            UnaryOperator<R> copier) {
        OperatorInfo operator = Operators.of(metrics);
        Ledger ledger = new Ledger(new ResilienceMetrics(metrics));
        this.disposition = disposition;
        this.downstream = new Downstream();
        Outputs<T> outputs = outputs(policy.emission(), decoding, downstream);
        this.step =
                new Step<>() {
                    @Override
                    public void run(R raw) throws Exception {
                        decoding.decode(raw, outputs);
                    }

                    @Override
                    public Subject describe(R raw) {
                        return decoding.describe(raw);
                    }
                };
        this.guard =
                new Guard<>(
                        policy,
                        outputs,
                        disposition.writer(operator, policy, ledger),
                        policy.inputSnapshot() == InputSnapshot.ON ? copier : null);
    }

    /**
     * Makes a decoder in a running task.
     *
     * @param copier copies a raw record, for {@link InputSnapshot#ON}
     */
    public static <R, T, OUT> GuardedDecoder<R, T, OUT> open(
            MetricGroup metrics,
            FailurePolicy policy,
            Disposition<T, OUT> disposition,
            Decoding<R, T> decoding,
            UnaryOperator<R> copier) {
        return new GuardedDecoder<>(metrics, policy, disposition, decoding, copier);
    }

    /** Emits what becomes of one record. */
    public void decode(R raw, Collector<OUT> out) throws IOException {
        downstream.out = out;
        try {
            DeadLetter dead = guard.process(raw, step);
            if (dead != null) {
                disposition.unreadable(dead, out);
            }
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception checked) {
            // The interface allows no other checked exception; the cause tells Flink what it is.
            throw new IOException(checked);
        }
    }

    private static <T> Outputs<T> outputs(
            Emission emission, Decoding<?, T> decoding, Outputs.Downstream<T> downstream) {
        if (emission == Emission.DIRECT) {
            return new DirectOutputs<>(downstream);
        }
        if (emission == Emission.ATOMIC_UNCOPIED || decoding.emitsOneResultAtMost()) {
            return AtomicOutputs.uncopied(downstream);
        }
        return AtomicOutputs.copying(downstream, copier(decoding.type()));
    }

    // Flink tells a deserializer nothing of the job's serializers: where the default ones do not
    // do,
    // every record would fail, so that must not pass for a failure of the record.
    @Nullable
    private static <T> UnaryOperator<T> copier(TypeInformation<T> type) {
        TypeSerializer<T> serializer = type.createSerializer(new SerializerConfigImpl());
        if (serializer.isImmutableType()) {
            return null;
        }
        return result -> {
            try {
                return serializer.copy(result);
            } catch (RuntimeException uncopyable) {
                throw new UncopyableResultException(result, uncopyable);
            }
        };
    }

    /** How the wrapped deserializer is called. */
    public interface Decoding<R, T> {
        /** Calls it. */
        void decode(R raw, Collector<T> out) throws Exception;

        /** What its record is, for a dead letter. */
        Step.Subject describe(R raw);

        /** Type of what it emits. */
        TypeInformation<T> type();

        /** Whether it cannot reuse an object that it has emitted for the same record. */
        boolean emitsOneResultAtMost();
    }

    /** The source's collector. */
    private final class Downstream implements Outputs.Downstream<T> {
        @SuppressWarnings("NullAway.Init") // set for each call
        private Collector<OUT> out;

        @Override
        public void collect(T result) {
            disposition.value(result, out);
        }

        @Override
        public <X> void output(OutputTag<X> tag, X value) {
            throw new IllegalStateException("a deserializer has no side outputs");
        }
    }
}
