// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deserialization;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Serializable;
import java.util.function.Supplier;
import javax.annotation.Nullable;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple1;
import org.apache.flink.util.Collector;

/** Users' deserializers, of both kinds, from one lambda each. */
public final class Schemas {
    private Schemas() {}

    /** Reads a message. */
    public interface Reads<T> extends Serializable {
        /** The result, or null. */
        @Nullable
        T read(@Nullable byte[] message) throws IOException;
    }

    /** Reads a message to any number of results. */
    public interface Collects<T> extends Serializable {
        /** Emits the results. */
        void read(@Nullable byte[] message, Collector<T> out) throws IOException;
    }

    /** A failure that can be shipped before it happens. */
    public interface Failure extends Supplier<IOException>, Serializable {}

    /** A schema that returns its one result. */
    public static <T> DeserializationSchema<T> returning(TypeInformation<T> type, Reads<T> reads) {
        return new Returning<>(type, reads);
    }

    /** A schema that returns text. */
    public static DeserializationSchema<String> text(Reads<String> reads) {
        return returning(Types.STRING, reads);
    }

    /** A schema that collects its results. */
    public static <T> DeserializationSchema<T> collecting(
            TypeInformation<T> type, Collects<T> collects) {
        return new Collecting<>(type, collects);
    }

    /** Returns UTF-8 text, after so many failures. */
    public static DeserializationSchema<String> failingFirst(int times, Failure failure) {
        return text(new FailingFirst(times, failure));
    }

    /** Emits the text before each semicolon, and fails if there is no last semicolon. */
    public static DeserializationSchema<String> statements() {
        return collecting(
                Types.STRING,
                (message, out) -> {
                    String text = new String(message, UTF_8);
                    int start = 0;
                    for (int end; (end = text.indexOf(';', start)) >= 0; start = end + 1) {
                        out.collect(text.substring(start, end));
                    }
                    if (start < text.length()) {
                        throw new IOException("no semicolon after: " + text.substring(start));
                    }
                });
    }

    /** Emits 1, 2 and 3, whatever the message, all by the same object. */
    public static DeserializationSchema<Tuple1<Integer>> reusingItsResult() {
        return collecting(
                Types.TUPLE(Types.INT),
                (message, out) -> {
                    Tuple1<Integer> reused = new Tuple1<>();
                    for (int i = 1; i <= 3; i++) {
                        reused.f0 = i;
                        out.collect(reused);
                    }
                });
    }

    /** Counts parentheses by recursive descent, as parsers do it: as deep as its input. */
    public static int depth(byte[] text, int at) {
        return at == text.length || text[at] != '(' ? 0 : 1 + depth(text, at + 1);
    }

    private static final class FailingFirst implements Reads<String> {
        private int failures;
        private final Failure failure;

        FailingFirst(int failures, Failure failure) {
            this.failures = failures;
            this.failure = failure;
        }

        @Override
        public String read(byte[] message) throws IOException {
            if (failures > 0) {
                failures--;
                throw failure.get();
            }
            return new String(message, UTF_8);
        }
    }

    private abstract static class Typed<T> implements DeserializationSchema<T> {
        private final TypeInformation<T> type;

        Typed(TypeInformation<T> type) {
            this.type = type;
        }

        @Override
        public boolean isEndOfStream(T nextElement) {
            return "end".equals(nextElement);
        }

        @Override
        public TypeInformation<T> getProducedType() {
            return type;
        }
    }

    private static final class Returning<T> extends Typed<T> {
        private final Reads<T> reads;

        Returning(TypeInformation<T> type, Reads<T> reads) {
            super(type);
            this.reads = reads;
        }

        @Override
        public T deserialize(byte[] message) throws IOException {
            return reads.read(message);
        }
    }

    private static final class Collecting<T> extends Typed<T> {
        private final Collects<T> collects;

        Collecting(TypeInformation<T> type, Collects<T> collects) {
            super(type);
            this.collects = collects;
        }

        @Override
        public T deserialize(byte[] message) {
            throw new UnsupportedOperationException("this schema collects");
        }

        @Override
        public void deserialize(byte[] message, Collector<T> out) throws IOException {
            collects.read(message, out);
        }
    }
}
