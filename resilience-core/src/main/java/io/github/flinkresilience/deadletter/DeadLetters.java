// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import java.util.Arrays;
import javax.annotation.Nullable;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.api.common.functions.Function;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.operators.UdfStreamOperatorFactory;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.apache.flink.util.OutputTag;

/**
 * The dead letters of wrapped operators, as streams.
 *
 * <pre>{@code
 * SingleOutputStreamOperator<Receipt> receipts =
 *         orders.keyBy(Order::id).process(DeadLetterFunctions.keyed(new Charge())).uid("charge");
 * DeadLetters.of(receipts).sinkTo(KafkaDeadLetters.sink("broker:9092", "orders.dlq").build());
 * }</pre>
 *
 * <p>A job in which a wrapped operator's dead letters go nowhere does not start: Flink would drop
 * them silently.
 */
@PublicEvolving
public final class DeadLetters {
    private static final OutputTag<DeadLetter> TAG =
            new OutputTag<>("flink-resilience-dead-letters", DeadLetterTypeInfo.INSTANCE);

    private DeadLetters() {}

    /**
     * The side output that all dead letters go to; for functions that write dead letters on their
     * own. Read those of wrapped operators with {@link #of}.
     */
    public static OutputTag<DeadLetter> tag() {
        return TAG;
    }

    /**
     * The dead letters of one wrapped operator.
     *
     * @throws IllegalArgumentException when the operator is none of ours: it has no dead letters
     */
    public static DataStream<DeadLetter> of(SingleOutputStreamOperator<?> stream) {
        Transformation<?> operator = stream.getTransformation();
        DeadLetterEmitter emitter = emitterOf(operator);
        if (emitter == null) {
            throw new IllegalArgumentException(
                    "operator '%s' has no dead letters: wrap its function with DeadLetterFunctions, or give DeadLetters.of(...) the stream that process(...) or Decoded.split(...) returned; with enableAsyncState() no function can be wrapped"
                            .formatted(operator.getName()));
        }
        emitter.wire(
                new Wiring(
                        stream.getExecutionEnvironment(), (OneInputTransformation<?, ?>) operator));
        return stream.getSideOutput(TAG);
    }

    /** The dead letters of several wrapped operators in one stream. */
    public static DataStream<DeadLetter> union(
            SingleOutputStreamOperator<?> first, SingleOutputStreamOperator<?>... more) {
        DataStream<DeadLetter> union = of(first);
        return more.length == 0
                ? union
                : union.union(Arrays.stream(more).map(DeadLetters::of).toArray(DeadLetters::array));
    }

    @Nullable
    static DeadLetterEmitter emitterOf(Transformation<?> operator) {
        if (operator instanceof OneInputTransformation<?, ?> one
                && one.getOperatorFactory() instanceof UdfStreamOperatorFactory<?> factory) {
            Function function = factory.getUserFunction();
            return function instanceof DeadLetterEmitter emitter ? emitter : null;
        }
        return null;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no generic arrays
    private static DataStream<DeadLetter>[] array(int size) {
        return new DataStream[size];
    }
}
