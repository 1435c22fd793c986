// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.util.OutputTag;

/** {@link Emission#ATOMIC}: holds results back until the record is done. */
@Internal
public final class AtomicOutputs<O> extends Outputs<O> {
    private static final int SMALLEST = 4;
    // One record with a million results must not cost memory for good.
    private static final int LARGEST_KEPT = 1 << 10;

    private final Downstream<O> downstream;
    @Nullable private final UnaryOperator<O> copier;
    @Nullable private final Function<TypeInformation<?>, TypeSerializer<?>> sideCopiers;
    private final Map<OutputTag<?>, TypeSerializer<?>> sideCopierByTag = new HashMap<>();

    private Object[] values = new Object[SMALLEST];
    private OutputTag<?>[] tags = new OutputTag<?>[SMALLEST];
    private int size;

    private AtomicOutputs(
            Downstream<O> downstream,
            @Nullable UnaryOperator<O> copier,
            @Nullable Function<TypeInformation<?>, TypeSerializer<?>> sideCopiers) {
        this.downstream = downstream;
        this.copier = copier;
        this.sideCopiers = sideCopiers;
    }

    /**
     * Outputs that copy results of mutable types, as user code may reuse its output objects.
     *
     * @param serializer of the results
     * @param sideSerializers makes the serializer for the type of a side output
     */
    public static <O> AtomicOutputs<O> copying(
            Downstream<O> downstream,
            TypeSerializer<O> serializer,
            Function<TypeInformation<?>, TypeSerializer<?>> sideSerializers) {
        return new AtomicOutputs<>(
                downstream,
                serializer.isImmutableType() ? null : serializer::copy,
                sideSerializers);
    }

    /** Outputs that copy results by the given function, and have no side outputs. */
    public static <O> AtomicOutputs<O> copying(
            Downstream<O> downstream, @Nullable UnaryOperator<O> copier) {
        return new AtomicOutputs<>(downstream, copier, null);
    }

    /** Outputs that copy nothing. */
    public static <O> AtomicOutputs<O> uncopied(Downstream<O> downstream) {
        return new AtomicOutputs<>(downstream, null, null);
    }

    @Override
    public void collect(O result) {
        requireResult(result);
        hold(null, copier == null ? result : copier.apply(result));
    }

    @Override
    public <X> void output(OutputTag<X> tag, X value) {
        hold(tag, copyOf(tag, requireResult(value)));
    }

    @Override
    void commit() {
        for (int i = 0; i < size; i++) {
            Object value = values[i];
            OutputTag<?> tag = tags[i];
            if (tag == null) {
                downstream.collect(result(value));
            } else {
                output(tag, value, downstream);
            }
            values[i] = null;
            tags[i] = null;
        }
        reset();
    }

    @Override
    void discard() {
        Arrays.fill(values, 0, size, null);
        Arrays.fill(tags, 0, size, null);
        reset();
    }

    private void reset() {
        size = 0;
        if (values.length > LARGEST_KEPT) {
            values = new Object[SMALLEST];
            tags = new OutputTag<?>[SMALLEST];
        }
    }

    @Override
    int heldBack() {
        return size;
    }

    @Override
    int emitted() {
        return 0;
    }

    @Override
    void rethrowDownstreamFailure() {}

    private void hold(@Nullable OutputTag<?> tag, Object value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
            tags = Arrays.copyOf(tags, size * 2);
        }
        values[size] = value;
        tags[size] = tag;
        size++;
    }

    @SuppressWarnings("unchecked") // hold() is given either an O or a value of the tag's type
    private O result(Object value) {
        return (O) value;
    }

    @SuppressWarnings("unchecked")
    private static <X> void output(OutputTag<X> tag, Object value, Downstream<?> downstream) {
        downstream.output(tag, (X) value);
    }

    @SuppressWarnings("unchecked")
    private <X> X copyOf(OutputTag<X> tag, X value) {
        if (sideCopiers == null) {
            return value;
        }
        TypeSerializer<X> serializer =
                (TypeSerializer<X>)
                        sideCopierByTag.computeIfAbsent(
                                tag, unknown -> sideCopiers.apply(unknown.getTypeInfo()));
        return serializer.isImmutableType() ? value : serializer.copy(value);
    }
}
