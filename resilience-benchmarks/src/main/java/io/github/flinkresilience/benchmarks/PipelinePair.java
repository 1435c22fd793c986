// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Whole jobs side by side: numbers, the user's function, a sink, all in one chain, without
 * failures. Each round runs the unwrapped job twice and every other variant once. What counts is
 * the ratio to the first unwrapped job of the same round; that of the second says how much of a
 * ratio is noise.
 *
 * <p>Arguments: rounds, records of one job.
 */
public final class PipelinePair {
    private static final int WARM_UP_ROUNDS = 2;
    private static final List<Variant> JOBS =
            List.of(
                    Variant.UNWRAPPED,
                    Variant.UNWRAPPED,
                    Variant.TRY_CATCH,
                    Variant.ATOMIC,
                    Variant.ATOMIC_UNCOPIED,
                    Variant.DIRECT);

    private final int rounds;
    private final long records;

    private PipelinePair(int rounds, long records) {
        this.rounds = rounds;
        this.records = records;
    }

    /** Runs the jobs and prints the ratios. */
    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 15;
        long records = args.length > 1 ? Long.parseLong(args[1]) : 20_000_000;
        new PipelinePair(WARM_UP_ROUNDS, records).run();
        print(new PipelinePair(rounds, records).run());
    }

    private List<double[]> run() throws Exception {
        List<double[]> nanos = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            nanos.add(round(i));
        }
        return nanos;
    }

    // Each round begins with another job: none of them is always the first, or always the last.
    private double[] round(int number) throws Exception {
        double[] nanos = new double[JOBS.size()];
        for (int i = 0; i < nanos.length; i++) {
            int job = (number + i) % nanos.length;
            nanos[job] = run(JOBS.get(job));
        }
        return nanos;
    }

    private double run(Variant variant) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        variant.addTo(env.fromSequence(1, records), new Kind.Longs(), Thrown.STACKLESS);
        env.execute();
        return (double) UserFunction.lastProcessorTime() / records;
    }

    private static void print(List<double[]> nanos) {
        print("nanoseconds per record, unwrapped", nanos.stream().mapToDouble(all -> all[0]));
        for (int i = 1; i < JOBS.size(); i++) {
            int job = i;
            String name = JOBS.get(job) + (job == 1 ? " again" : "") + " : UNWRAPPED";
            print(name, nanos.stream().mapToDouble(all -> all[job] / all[0]));
        }
    }

    private static void print(String name, DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int last = sorted.length - 1;
        System.out.printf(
                Locale.ROOT,
                "%-34s median %6.3f, middle half %6.3f to %6.3f, all %6.3f to %6.3f%n",
                name,
                sorted[last / 2],
                sorted[last / 4],
                sorted[last - last / 4],
                sorted[0],
                sorted[last]);
    }
}
