// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.benchmarks;

import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A good record through a function on a keyed stream and into a sink. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class KeyedFunctionBenchmark {
    @Param({"UNWRAPPED", "ATOMIC", "ATOMIC_UNCOPIED", "DIRECT"})
    public Variant variant = Variant.ATOMIC;

    @SuppressWarnings("NullAway.Init") // made in start
    private Batch<Long> batch;

    /** Starts the job. */
    @Setup
    public void start() throws Exception {
        Kind<Long> kind = new Kind.Longs();
        batch =
                new Batch<>(
                        RunningChain.start(
                                kind.type(),
                                // keyBy would begin a new chain.
                                records ->
                                        variant.addTo(
                                                DataStreamUtils.reinterpretAsKeyedStream(
                                                        records, number -> number, Types.LONG),
                                                kind)),
                        kind,
                        0);
    }

    /** Processes good records. */
    @Benchmark
    @OperationsPerInvocation(Batch.SIZE)
    public void process() {
        batch.process();
    }

    /** Ends the job. */
    @TearDown
    public void stop() throws Exception {
        batch.stop();
    }
}
