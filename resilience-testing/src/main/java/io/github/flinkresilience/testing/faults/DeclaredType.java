// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.faults;

import org.apache.flink.api.common.functions.Function;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.api.java.typeutils.TypeExtractor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;

/**
 * The result type that a user's function declares; where it declares none (lambdas, generic
 * functions), Flink asks for {@code returns(...)}.
 */
final class DeclaredType {
    private static final int[] NO_INDEX = {};

    private DeclaredType() {}

    static <I, O> TypeInformation<O> of(MapFunction<I, O> user) {
        return extract(user, MapFunction.class, 0, 1);
    }

    static <I, O> TypeInformation<O> of(ProcessFunction<I, O> user) {
        return extract(user, ProcessFunction.class, 0, 1);
    }

    static <K, I, O> TypeInformation<O> of(KeyedProcessFunction<K, I, O> user) {
        return extract(user, KeyedProcessFunction.class, 1, 2);
    }

    @SuppressWarnings("unchecked") // what the function declares about itself
    private static <O> TypeInformation<O> extract(
            Function user, Class<?> kind, int input, int output) {
        if (user instanceof ResultTypeQueryable<?> queryable) {
            return (TypeInformation<O>) queryable.getProducedType();
        }
        return TypeExtractor.<Object, O>getUnaryOperatorReturnType(
                user, kind, input, output, NO_INDEX, null, user.getClass().getName(), true);
    }
}
