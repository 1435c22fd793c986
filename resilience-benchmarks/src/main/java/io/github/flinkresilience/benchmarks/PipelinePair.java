// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.benchmarks;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Whole jobs side by side: numbers, the user's function, a sink, all in one chain, without
 * failures. Each round runs every variant and the unwrapped job a second time; what counts is the
 * ratio to the unwrapped job of the same round. The second unwrapped job says how much of a ratio
 * is noise.
 *
 * <p>Arguments: rounds, records of one job.
 */
public final class PipelinePair {
    private static final int WARM_UP_ROUNDS = 2;

    private final long records;
    private final List<Double> control = new ArrayList<>();
    private final Map<Variant, List<Double>> ratios = new EnumMap<>(Variant.class);
    private final List<Double> unwrapped = new ArrayList<>();

    private PipelinePair(long records) {
        this.records = records;
    }

    /** Runs the jobs and prints the ratios. */
    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 15;
        long records = args.length > 1 ? Long.parseLong(args[1]) : 20_000_000;
        PipelinePair warmUp = new PipelinePair(records);
        for (int i = 0; i < WARM_UP_ROUNDS; i++) {
            warmUp.round(i);
        }
        PipelinePair measured = new PipelinePair(records);
        for (int i = 0; i < rounds; i++) {
            measured.round(i);
        }
        measured.print();
    }

    // Each round begins with another variant: none of them is always the first, or always last.
    private void round(int number) throws Exception {
        Variant[] variants = Variant.values();
        Map<Variant, Double> nanos = new EnumMap<>(Variant.class);
        double again = Double.NaN;
        for (int i = 0; i <= variants.length; i++) {
            int next = (number + i) % (variants.length + 1);
            if (next == variants.length) {
                again = run(Variant.UNWRAPPED);
            } else {
                nanos.put(variants[next], run(variants[next]));
            }
        }
        double base = nanos.get(Variant.UNWRAPPED);
        unwrapped.add(base);
        control.add(again / base);
        nanos.forEach(
                (variant, time) ->
                        ratios.computeIfAbsent(variant, unused -> new ArrayList<>())
                                .add(time / base));
    }

    private double run(Variant variant) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        variant.addTo(env.fromSequence(1, records), new Kind.Longs(), Thrown.STACKLESS);
        long nanos = env.execute().getNetRuntime(TimeUnit.NANOSECONDS);
        return (double) nanos / records;
    }

    private void print() {
        print("unwrapped, ns per record", unwrapped);
        print("unwrapped again : unwrapped", control);
        ratios.remove(Variant.UNWRAPPED);
        ratios.forEach((variant, values) -> print(variant + " : unwrapped", values));
    }

    private static void print(String name, List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int last = sorted.size() - 1;
        System.out.printf(
                Locale.ROOT,
                "%-30s median %7.3f, middle half %7.3f to %7.3f, all %7.3f to %7.3f%n",
                name,
                sorted.get(last / 2),
                sorted.get(last / 4),
                sorted.get(last - last / 4),
                sorted.get(0),
                sorted.get(last));
    }
}
