// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deserialization;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.annotation.Nullable;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.Collector;
import org.apache.flink.util.InstantiationUtil;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;

/**
 * A deserializer as it runs in a task: a serialized and opened clone of what the job describes.
 *
 * @param <OUT> what it emits
 */
public final class RunningDeserializer<OUT> {
    private final RecordingMetrics metrics;
    private final Deserialization<OUT> deserialization;
    private int escaped;

    /** Reads one message. */
    public interface Deserialization<OUT> {
        /** Emits what the message holds. */
        void deserialize(@Nullable byte[] message, Collector<OUT> out) throws Exception;
    }

    /** Opens a clone of a schema; whatever kind of schema it is. */
    public interface Opening<S, OUT> {
        /** Makes the clone ready, and says how to call it. */
        Deserialization<OUT> open(S clone, DeserializationSchema.InitializationContext context)
                throws Exception;
    }

    private RunningDeserializer(RecordingMetrics metrics, Deserialization<OUT> deserialization) {
        this.metrics = metrics;
        this.deserialization = deserialization;
    }

    /** Ships and opens a schema. */
    public static <OUT> RunningDeserializer<OUT> of(DeserializationSchema<OUT> schema)
            throws Exception {
        return of(
                schema,
                (clone, context) -> {
                    clone.open(context);
                    return clone::deserialize;
                });
    }

    /** Ships and opens a schema of another kind. */
    public static <S extends Serializable, OUT> RunningDeserializer<OUT> of(
            S schema, Opening<S, OUT> opening) throws Exception {
        RecordingMetrics metrics = new RecordingMetrics();
        S clone = InstantiationUtil.clone(schema);
        return new RunningDeserializer<>(metrics, opening.open(clone, new Context(metrics)));
    }

    /** Everything emitted for a message, when it is done with it. */
    public List<OUT> read(@Nullable byte[] message) throws Exception {
        List<OUT> emitted = new ArrayList<>();
        read(message, emitted::add);
        return emitted;
    }

    /** Hands a message over, and what is emitted for it to a consumer. */
    public void read(@Nullable byte[] message, Consumer<OUT> out) throws Exception {
        try {
            deserialization.deserialize(message, new Emitting<>(out));
        } catch (Throwable failure) {
            escaped++;
            throw failure;
        }
    }

    /** The value of one of this library's counters. */
    public long count(String name) {
        return metrics.count("resilience." + name);
    }

    /** How many messages have ended with an exception. */
    public int escaped() {
        return escaped;
    }

    private record Emitting<OUT>(Consumer<OUT> consumer) implements Collector<OUT> {
        @Override
        public void collect(OUT result) {
            consumer.accept(result);
        }

        @Override
        public void close() {}
    }

    private record Context(RecordingMetrics metrics)
            implements DeserializationSchema.InitializationContext {
        @Override
        public MetricGroup getMetricGroup() {
            return metrics;
        }

        @Override
        public UserCodeClassLoader getUserCodeClassLoader() {
            return SimpleUserCodeClassLoader.create(getClass().getClassLoader());
        }
    }
}
