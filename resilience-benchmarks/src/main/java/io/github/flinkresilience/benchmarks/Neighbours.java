// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.benchmarks;

import io.github.flinkresilience.deadletter.DeadLetterFunctions;
import io.github.flinkresilience.deadletter.DeadLetters;
import io.github.flinkresilience.deserialization.RetryThenSkipDeserializationSchema;
import java.util.function.Consumer;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;

/**
 * Other operators that ran in the same JVM, as in a task manager: alone in its JVM, a wrapper has
 * all its calls inlined; where the compiler has seen several implementations, it has not.
 */
final class Neighbours {
    private static final int BATCHES = 3_000;

    private Neighbours() {}

    static void run() throws Exception {
        for (RecordType type : RecordType.values()) {
            for (Variant variant : Variant.values()) {
                function(type.kind(), variant);
            }
        }
        Kind<Long> numbers = new Kind.Longs();
        chain(numbers, Neighbours::keyed);
        chain(numbers, Neighbours::mapped);
        deserializer();
    }

    private static <T> void function(Kind<T> kind, Variant variant) throws Exception {
        chain(kind, records -> variant.addTo(records, kind, Thrown.STACKLESS));
    }

    private static void keyed(DataStream<Long> numbers) {
        Variant.ATOMIC.addTo(
                DataStreamUtils.reinterpretAsKeyedStream(numbers, number -> number, Types.LONG),
                new Kind.Longs());
    }

    private static void mapped(DataStream<Long> numbers) {
        var mapped =
                numbers.process(DeadLetterFunctions.<Long, Long>map(number -> number))
                        .returns(Types.LONG);
        DeadLetters.of(mapped).sinkTo(new DiscardingSink<>());
        mapped.sinkTo(new DiscardingSink<>());
    }

    private static <T> void chain(Kind<T> kind, Consumer<DataStream<T>> operators)
            throws Exception {
        Batch<T> batch = new Batch<>(RunningChain.start(kind.type(), operators), kind, 0);
        for (int i = 0; i < BATCHES; i++) {
            batch.process();
        }
        batch.stop();
    }

    private static void deserializer() throws Exception {
        DeserializationSchema<Long> schema =
                RetryThenSkipDeserializationSchema.skip(new CheapSchema());
        schema.open(new Opening());
        byte[] message = CheapSchema.encode(1);
        Ignored out = new Ignored();
        for (int i = 0; i < BATCHES * Batch.SIZE; i++) {
            schema.deserialize(message, out);
        }
    }

    private static final class Ignored implements Collector<Long> {
        @Override
        public void collect(Long number) {}

        @Override
        public void close() {}
    }
}
