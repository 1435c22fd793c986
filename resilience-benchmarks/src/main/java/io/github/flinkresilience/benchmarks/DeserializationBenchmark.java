// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.benchmarks;

import io.github.flinkresilience.deserialization.RetryThenSkipDeserializationSchema;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** A good record of 200 bytes through a deserializer. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class DeserializationBenchmark {
    @Param public DeserializationVariant variant = DeserializationVariant.DEAD_LETTER;

    private final byte[] message = CheapSchema.encode(100_000);

    @SuppressWarnings("NullAway.Init") // made in open
    private Run<?> run;

    /** Opens the deserializer. */
    @Setup
    public void open(Blackhole blackhole) throws Exception {
        run =
                switch (variant) {
                    case PLAIN -> new Run<>(new CheapSchema(), blackhole);
                    case DEAD_LETTER, DEAD_LETTER_DIRECT ->
                            new Run<>(
                                    RetryThenSkipDeserializationSchema.deadLetter(
                                            new CheapSchema(), variant.policy()),
                                    blackhole);
                    case SKIP, SKIP_DIRECT ->
                            new Run<>(
                                    RetryThenSkipDeserializationSchema.skip(
                                            new CheapSchema(), variant.policy()),
                                    blackhole);
                };
    }

    /** Reads a good record. */
    @Benchmark
    public void deserialize() throws IOException {
        run.read(message);
    }

    private static final class Run<T> {
        private final DeserializationSchema<T> schema;
        private final Consumed<T> out;

        Run(DeserializationSchema<T> schema, Blackhole blackhole) throws Exception {
            schema.open(new Opening());
            this.schema = schema;
            this.out = new Consumed<>(blackhole);
        }

        void read(byte[] message) throws IOException {
            schema.deserialize(message, out);
        }
    }
}
