// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deserialization;

import io.github.flinkresilience.deadletter.DeadLetter;
import io.github.flinkresilience.deadletter.DeadLetterEmitter;
import io.github.flinkresilience.deadletter.DeadLetters;
import io.github.flinkresilience.deadletter.Wiring;
import java.time.Duration;
import javax.annotation.Nullable;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.operators.OutputTypeConfigurable;
import org.apache.flink.util.Collector;

/** Lets values through and puts dead letters aside; calls no user code. */
final class SplitFunction<T> extends ProcessFunction<Decoded<T>, T>
        implements DeadLetterEmitter, ResultTypeQueryable<T>, OutputTypeConfigurable<T> {
    private static final long serialVersionUID = 1L;

    private final TypeInformation<T> type;
    private final Duration longestHold;
    @Nullable private Wiring wiring;

    private SplitFunction(DecodedTypeInfo<T> type) {
        this.type = type.valueType();
        this.longestHold = type.longestHold();
    }

    static <T> SingleOutputStreamOperator<T> applyTo(DataStream<Decoded<T>> source) {
        if (!(source.getType() instanceof DecodedTypeInfo<T> decoded)) {
            throw new IllegalArgumentException(
                    "the stream to split is of type %s, not Decoded: its source needs a RetryThenSkipDeserializationSchema"
                            .formatted(source.getType()));
        }
        return source.process(new SplitFunction<>(decoded)).name("split dead letters");
    }

    @Override
    public void processElement(Decoded<T> decoded, Context context, Collector<T> out) {
        T value = decoded.valueOrNull();
        if (value != null) {
            out.collect(value);
            return;
        }
        DeadLetter deadLetter = decoded.deadLetterOrNull();
        if (deadLetter != null) {
            context.output(DeadLetters.tag(), deadLetter);
        }
    }

    @Override
    public void wire(Wiring place) {
        wiring = place;
    }

    @Override
    public void setOutputType(TypeInformation<T> outputType, ExecutionConfig config) {
        if (wiring == null) {
            throw new IllegalStateException(
                    "The dead letters of a source go nowhere. Call DeadLetters.of(stream) on the stream that Decoded.split(...) returned, and give the result a sink.");
        }
        wiring.requireRead();
        wiring.requireBounded(longestHold);
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return type;
    }
}
