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

/** A record through a function, where one record in a hundred is a poison pill. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class FailureBenchmark {
    @Param({"TRY_CATCH", "ATOMIC", "DIRECT"})
    public Variant variant = Variant.ATOMIC;

    @Param({"LONG", "POJO"})
    public RecordType type = RecordType.LONG;

    @Param public Thrown thrown = Thrown.NEW;

    @SuppressWarnings("NullAway.Init") // made in start
    private Batch<?> batch;

    /** Starts the job. */
    @Setup
    public void start() throws Exception {
        batch = start(type.kind());
    }

    private <T> Batch<T> start(Kind<T> kind) throws Exception {
        return new Batch<>(
                RunningChain.start(kind.type(), records -> variant.addTo(records, kind, thrown)),
                kind,
                Batch.SIZE / 100);
    }

    /** Processes good and bad records. */
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
