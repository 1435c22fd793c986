// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deserialization;

import io.github.flinkresilience.deadletter.DeadLetter;
import io.github.flinkresilience.deadletter.DeadLetters;
import java.util.Objects;
import java.util.Optional;
import javax.annotation.Nullable;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * What became of a record that a source has read: a value, or a dead letter. It exists because a
 * source has no side output; {@link #split} it directly after the source.
 *
 * <pre>{@code
 * SingleOutputStreamOperator<Order> orders =
 *         Decoded.split(env.fromSource(source, Decoded.watermarks(strategy), "orders"));
 * DataStream<DeadLetter> unreadable = DeadLetters.of(orders);
 * }</pre>
 */
@PublicEvolving
@TypeInfo(DecodedTypeInfoFactory.class)
public final class Decoded<T> {
    @Nullable private final T value;
    @Nullable private final DeadLetter deadLetter;

    private Decoded(@Nullable T value, @Nullable DeadLetter deadLetter) {
        this.value = value;
        this.deadLetter = deadLetter;
    }

    /** A record that could be read. */
    public static <T> Decoded<T> value(T value) {
        return new Decoded<>(Objects.requireNonNull(value, "value"), null);
    }

    /** A record that could not be read. */
    public static <T> Decoded<T> deadLetter(DeadLetter deadLetter) {
        return new Decoded<>(null, Objects.requireNonNull(deadLetter, "dead letter"));
    }

    /** The value, if it could be read. */
    public Optional<T> value() {
        return Optional.ofNullable(value);
    }

    /** The dead letter, if it could not. */
    public Optional<DeadLetter> deadLetter() {
        return Optional.ofNullable(deadLetter);
    }

    /**
     * The values of a source; its dead letters are {@link DeadLetters#of} of the returned stream.
     * Keeps timestamps and watermarks, and chains to the source.
     */
    public static <T> SingleOutputStreamOperator<T> split(DataStream<Decoded<T>> source) {
        return SplitFunction.applyTo(source);
    }

    /**
     * A watermark strategy for values, for a source of decoded records. Watermarks per partition,
     * alignment and idleness work as they do for the values alone: a dead letter has the timestamp
     * that its record had in the source, and neither moves the watermark nor holds it back, nor
     * keeps a partition from becoming idle.
     *
     * <p>A timestamp assigner that throws still fails the job: it has no way to emit a dead letter.
     */
    public static <T> WatermarkStrategy<Decoded<T>> watermarks(WatermarkStrategy<T> ofValues) {
        return new DecodedWatermarks<>(ofValues);
    }

    // Called for each record: no Optional is made.
    @Nullable
    T valueOrNull() {
        return value;
    }

    @Nullable
    DeadLetter deadLetterOrNull() {
        return deadLetter;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Decoded<?> that
                && Objects.equals(value, that.value)
                && Objects.equals(deadLetter, that.deadLetter);
    }

    @Override
    public int hashCode() {
        return Objects.hash(value, deadLetter);
    }

    @Override
    public String toString() {
        return deadLetter == null ? "value " + value : "dead letter " + deadLetter.id();
    }
}
