// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;

/** How failures of functions become dead letters: with this library, or with the obvious code. */
interface Handling {

    <I, O> ProcessFunction<I, O> wrap(ProcessFunction<I, O> function);

    <K, I, O> KeyedProcessFunction<K, I, O> wrap(KeyedProcessFunction<K, I, O> function);

    /** The dead letters as texts: the failed record's {@code toString}, or {@code timer}. */
    DataStream<String> deadLetters(SingleOutputStreamOperator<?> wrapped);

    /** This library. */
    static Handling ours(FailurePolicy policy) {
        return new Ours(policy);
    }

    /** A try around the user's function, and a side output in the catch. */
    static Handling obvious(Class<? extends Throwable> caught) {
        return new Obvious(new ObviousCatch(caught, 1, Duration.ZERO, false));
    }

    /** The same in a loop: so many tries, and then the side output. */
    static Handling obviousWithRetries(int tries, Duration pause) {
        return new Obvious(new ObviousCatch(Exception.class, tries, pause, false));
    }

    /** The same with results kept in a list until the function returns. */
    static Handling obviousWithBuffer() {
        return new Obvious(new ObviousCatch(Exception.class, 1, Duration.ZERO, true));
    }

    /** None: the user's functions as they are. */
    static Handling none() {
        return new None();
    }

    /** See {@link #ours}. */
    record Ours(FailurePolicy policy) implements Handling {
        @Override
        public <I, O> ProcessFunction<I, O> wrap(ProcessFunction<I, O> function) {
            return DeadLetterFunctions.process(function, policy).withPayloadEncoder(Ours::text);
        }

        @Override
        public <K, I, O> KeyedProcessFunction<K, I, O> wrap(
                KeyedProcessFunction<K, I, O> function) {
            return DeadLetterFunctions.keyed(function, policy).withPayloadEncoder(Ours::text);
        }

        @Override
        public DataStream<String> deadLetters(SingleOutputStreamOperator<?> wrapped) {
            return DeadLetters.of(wrapped).map(Ours::text);
        }

        private static Payload text(Object record) {
            return Payload.of(String.valueOf(record).getBytes(UTF_8), "text");
        }

        private static String text(DeadLetter letter) {
            byte[] bytes = letter.payload().bytes();
            return bytes == null ? "timer" : new String(bytes, UTF_8);
        }
    }

    /** See {@link #obvious}. */
    record Obvious(ObviousCatch code) implements Handling {
        @Override
        public <I, O> ProcessFunction<I, O> wrap(ProcessFunction<I, O> function) {
            return new ObviousDeadLetterFunction<>(function, code);
        }

        @Override
        public <K, I, O> KeyedProcessFunction<K, I, O> wrap(
                KeyedProcessFunction<K, I, O> function) {
            return new ObviousKeyedDeadLetterFunction<>(function, code);
        }

        @Override
        public DataStream<String> deadLetters(SingleOutputStreamOperator<?> wrapped) {
            return wrapped.getSideOutput(ObviousCatch.TAG);
        }
    }

    /** See {@link #none}. */
    record None() implements Handling {
        @Override
        public <I, O> ProcessFunction<I, O> wrap(ProcessFunction<I, O> function) {
            return function;
        }

        @Override
        public <K, I, O> KeyedProcessFunction<K, I, O> wrap(
                KeyedProcessFunction<K, I, O> function) {
            return function;
        }

        @Override
        public DataStream<String> deadLetters(SingleOutputStreamOperator<?> wrapped) {
            return wrapped.getSideOutput(ObviousCatch.TAG);
        }
    }
}
