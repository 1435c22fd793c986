// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.benchmarks;

import java.util.concurrent.TimeUnit;
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

/** A good record through a function and into a sink. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class FunctionBenchmark {
    @Param public Variant variant = Variant.ATOMIC;

    @Param public RecordType type = RecordType.LONG;

    /** Whether other operators have run in the same JVM. */
    @Param({"false", "true"})
    public boolean neighbours;

    @SuppressWarnings("NullAway.Init") // made in start
    private Batch<?> batch;

    /** Starts the job. */
    @Setup
    public void start() throws Exception {
        if (neighbours) {
            Neighbours.run();
        }
        batch = start(type.kind());
    }

    private <T> Batch<T> start(Kind<T> kind) throws Exception {
        return new Batch<>(
                RunningChain.start(
                        kind.type(), records -> variant.addTo(records, kind, Thrown.STACKLESS)),
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
