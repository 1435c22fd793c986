// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deserialization;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.flinkresilience.deadletter.FailurePolicy;
import io.github.flinkresilience.deadletter.Payload;
import io.github.flinkresilience.failure.FailureClassifier;
import io.github.flinkresilience.failure.FailureKind;
import io.github.flinkresilience.retry.Backoff;
import io.github.flinkresilience.retry.RetryPolicy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.util.Collector;

/**
 * What stands around a user's deserializer when a message is read: {@link #ours}, or one of the
 * pieces of code that everybody writes first.
 */
public interface Wrapping {

    /** Runs the deserializer in it. */
    <T> RunningDeserializer<Decoded<T>> around(DeserializationSchema<T> schema) throws Exception;

    /** Three tries without a wait; a stack overflow is declared a poison pill. */
    static <T> RunningDeserializer<Decoded<T>> ours(DeserializationSchema<T> schema)
            throws Exception {
        FailurePolicy policy =
                FailurePolicy.of(RetryPolicy.of(3, Backoff.none()))
                        .withClassifier(
                                FailureClassifier.defaults()
                                        .treating(StackOverflowError.class, FailureKind.POISON));
        return RunningDeserializer.of(
                RetryThenSkipDeserializationSchema.deadLetter(schema, policy));
    }

    /** "Deserializers throw IOException." */
    static <T> RunningDeserializer<Decoded<T>> catchIOException(DeserializationSchema<T> schema)
            throws Exception {
        return catching(IOException.class, schema);
    }

    /** "Whatever they throw, the job must go on." */
    static <T> RunningDeserializer<Decoded<T>> catchException(DeserializationSchema<T> schema)
            throws Exception {
        return catching(Exception.class, schema);
    }

    /** "All results or none." */
    static <T> RunningDeserializer<Decoded<T>> bufferResults(DeserializationSchema<T> schema)
            throws Exception {
        return obvious(
                schema,
                (message, out) -> {
                    List<Decoded<T>> results = new ArrayList<>();
                    try {
                        schema.deserialize(message, values(results::add));
                    } catch (Exception e) {
                        results.clear();
                        results.add(dead(message));
                    }
                    results.forEach(out);
                });
    }

    private static <T> RunningDeserializer<Decoded<T>> catching(
            Class<? extends Exception> caught, DeserializationSchema<T> schema) throws Exception {
        return obvious(
                schema,
                (message, out) -> {
                    try {
                        schema.deserialize(message, values(out));
                    } catch (Exception e) {
                        if (!caught.isInstance(e)) {
                            throw e;
                        }
                        out.accept(dead(message));
                    }
                });
    }

    private static <T> RunningDeserializer<Decoded<T>> obvious(
            DeserializationSchema<T> schema, Obvious<T> code) throws Exception {
        return RunningDeserializer.of(
                schema, (clone, context) -> (message, out) -> code.read(message, out::collect));
    }

    private static <T> Decoded<T> dead(byte[] message) {
        return Decoded.deadLetter(Letters.unreadable().withPayload(Payload.raw(message)));
    }

    private static <T> Collector<T> values(Consumer<Decoded<T>> out) {
        return new Collector<>() {
            @Override
            public void collect(T value) {
                out.accept(Decoded.value(value));
            }

            @Override
            public void close() {}
        };
    }

    /** Bytes of a text. */
    static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }

    /** Code that reads one message. */
    interface Obvious<T> {
        /** Emits what it makes of the message. */
        void read(byte[] message, Consumer<Decoded<T>> out) throws Exception;
    }
}
