// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.functions.Function;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.api.java.typeutils.TypeExtractor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;

/**
 * The type of what a wrapped function emits, found as Flink would find it, but for its input: where
 * that is needed to tell (lambdas, generic functions), the type is missing and Flink asks for
 * {@code returns(...)}.
 */
final class ResultType {
    private static final int[] NO_INDEX = {};
    private static final int[] COLLECTED = {1, 0};

    private ResultType() {}

    static <O> TypeInformation<O> of(Function user) {
        if (user instanceof ResultTypeQueryable<?> queryable) {
            return cast(queryable.getProducedType());
        }
        if (user instanceof MapFunction<?, ?>) {
            return extract(user, MapFunction.class, 0, 1, NO_INDEX);
        }
        if (user instanceof FlatMapFunction<?, ?>) {
            return extract(user, FlatMapFunction.class, 0, 1, COLLECTED);
        }
        if (user instanceof KeyedProcessFunction<?, ?, ?>) {
            return extract(user, KeyedProcessFunction.class, 1, 2, NO_INDEX);
        }
        return extract(user, ProcessFunction.class, 0, 1, NO_INDEX);
    }

    private static <O> TypeInformation<O> extract(
            Function user, Class<?> base, int input, int output, int[] lambdaOutput) {
        return TypeExtractor.<Object, O>getUnaryOperatorReturnType(
                user, base, input, output, lambdaOutput, null, user.getClass().getName(), true);
    }

    @SuppressWarnings("unchecked") // what the function declares about itself
    private static <O> TypeInformation<O> cast(TypeInformation<?> type) {
        return (TypeInformation<O>) type;
    }
}
