// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import io.github.flinkresilience.retry.RetryPolicy;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;

/**
 * Wraps functions so that a record they fail on becomes a dead letter, after the retries that it
 * deserves, and the job goes on.
 *
 * <pre>{@code
 * orders.keyBy(Order::id).process(DeadLetterFunctions.keyed(new Charge())).uid("charge");
 * }</pre>
 *
 * <p>The dead letters of a keyed function have its key; those of the other kinds have none, on a
 * keyed stream either.
 *
 * <p>What a wrapper does not undo: state that the function changed and timers that it registered
 * before it failed stay so. Failures in open, close and while taking or restoring a checkpoint are
 * never dead letters: they fail the job, as without the wrapper.
 */
@PublicEvolving
public final class DeadLetterFunctions {
    private DeadLetterFunctions() {}

    /** Wraps a function on a stream; retries as configured. */
    public static <I, O> DeadLetterProcessFunction<I, O> process(ProcessFunction<I, O> function) {
        return process(function, FailurePolicy.defaults());
    }

    /** Wraps a function on a stream; retries by the given policy. */
    public static <I, O> DeadLetterProcessFunction<I, O> process(
            ProcessFunction<I, O> function, RetryPolicy policy) {
        return process(function, FailurePolicy.of(policy));
    }

    /** Wraps a function on a stream; treats failures by the given policy. */
    public static <I, O> DeadLetterProcessFunction<I, O> process(
            ProcessFunction<I, O> function, FailurePolicy policy) {
        return new DeadLetterProcessFunction.OfDeclaredType<>(
                function, FunctionBody.of(function), policy);
    }

    /** Wraps a function on a keyed stream, with its timers; retries as configured. */
    public static <K, I, O> DeadLetterKeyedProcessFunction<K, I, O> keyed(
            KeyedProcessFunction<K, I, O> function) {
        return keyed(function, FailurePolicy.defaults());
    }

    /** Wraps a function on a keyed stream, with its timers; retries by the given policy. */
    public static <K, I, O> DeadLetterKeyedProcessFunction<K, I, O> keyed(
            KeyedProcessFunction<K, I, O> function, RetryPolicy policy) {
        return keyed(function, FailurePolicy.of(policy));
    }

    /** Wraps a function on a keyed stream, with its timers; treats failures by the given policy. */
    public static <K, I, O> DeadLetterKeyedProcessFunction<K, I, O> keyed(
            KeyedProcessFunction<K, I, O> function, FailurePolicy policy) {
        return new DeadLetterKeyedProcessFunction<>(function, policy);
    }

    /** Wraps a map function, for {@code process(...)}; retries as configured. */
    public static <I, O> DeadLetterProcessFunction<I, O> map(MapFunction<I, O> function) {
        return map(function, FailurePolicy.defaults());
    }

    /** Wraps a map function, for {@code process(...)}; retries by the given policy. */
    public static <I, O> DeadLetterProcessFunction<I, O> map(
            MapFunction<I, O> function, RetryPolicy policy) {
        return map(function, FailurePolicy.of(policy));
    }

    /** Wraps a map function, for {@code process(...)}; treats failures by the given policy. */
    public static <I, O> DeadLetterProcessFunction<I, O> map(
            MapFunction<I, O> function, FailurePolicy policy) {
        return new DeadLetterProcessFunction.OfDeclaredType<>(
                function, FunctionBody.of(function), policy);
    }

    /** Wraps a flat map function, for {@code process(...)}; retries as configured. */
    public static <I, O> DeadLetterProcessFunction<I, O> flatMap(FlatMapFunction<I, O> function) {
        return flatMap(function, FailurePolicy.defaults());
    }

    /** Wraps a flat map function, for {@code process(...)}; retries by the given policy. */
    public static <I, O> DeadLetterProcessFunction<I, O> flatMap(
            FlatMapFunction<I, O> function, RetryPolicy policy) {
        return flatMap(function, FailurePolicy.of(policy));
    }

    /** Wraps a flat map function, for {@code process(...)}; treats failures by the policy. */
    public static <I, O> DeadLetterProcessFunction<I, O> flatMap(
            FlatMapFunction<I, O> function, FailurePolicy policy) {
        return new DeadLetterProcessFunction.OfDeclaredType<>(
                function, FunctionBody.of(function), policy);
    }

    /** Wraps a filter, for {@code process(...)}; retries as configured. */
    public static <I> DeadLetterProcessFunction<I, I> filter(FilterFunction<I> function) {
        return filter(function, FailurePolicy.defaults());
    }

    /** Wraps a filter, for {@code process(...)}; retries by the given policy. */
    public static <I> DeadLetterProcessFunction<I, I> filter(
            FilterFunction<I> function, RetryPolicy policy) {
        return filter(function, FailurePolicy.of(policy));
    }

    /** Wraps a filter, for {@code process(...)}; treats failures by the given policy. */
    public static <I> DeadLetterProcessFunction<I, I> filter(
            FilterFunction<I> function, FailurePolicy policy) {
        return new DeadLetterProcessFunction.OfInputType<>(
                function, FunctionBody.of(function), policy);
    }
}
