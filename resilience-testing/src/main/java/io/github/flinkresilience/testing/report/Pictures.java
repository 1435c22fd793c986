// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import javax.annotation.Nullable;

/**
 * What the pictures are drawn from, as the page's script reads it. All times are seconds.
 *
 * @param runs one picture each
 * @param recovery one picture for all
 */
record Pictures(List<OfRun> runs, OfRecovery recovery) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Throughput over time, and the faults in it. */
    record OfRun(
            double end,
            double step,
            List<Double> times,
            Map<String, List<Double>> rates,
            List<Band> faults) {}

    /** A fault, by seconds since the start of its run. */
    record Band(
            String number,
            double begun,
            @Nullable Double healed,
            @Nullable Double recovered,
            boolean loss) {}

    /** Recovery times of each fault's number on each version of Flink. */
    record OfRecovery(List<String> faults, List<String> flinks, List<Dots> dots) {}

    /**
     * The times of one fault's number on one version of Flink, both by their place in the lists.
     */
    record Dots(int fault, int flink, List<Double> seconds, double median) {}

    static Pictures of(List<ChaosRun> runs) {
        return new Pictures(
                runs.stream().map(Pictures::ofRun).toList(), ofRecovery(Summary.of(runs)));
    }

    /** JSON that may stand inside of a script element. */
    String json() {
        try {
            return JSON.writeValueAsString(this)
                    .replace("<", "\\u003c")
                    .replace(">", "\\u003e")
                    .replace("&", "\\u0026");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers and texts that are no JSON", e);
        }
    }

    private static OfRun ofRun(ChaosRun run) {
        Throughput throughput = Throughput.of(run);
        return new OfRun(
                seconds(run.endedAt() - run.startedAt()),
                throughput.step(),
                throughput.times(),
                throughput.rates(),
                run.faults().stream().map(fault -> band(run.startedAt(), fault)).toList());
    }

    private static Band band(long start, ChaosRun.Fault fault) {
        Long healedAt = fault.healedAt();
        Long recoveredAt = fault.recoveredAt();
        return new Band(
                fault.number(),
                seconds(fault.begunAt() - start),
                healedAt == null ? null : seconds(healedAt - start),
                recoveredAt == null ? null : seconds(recoveredAt - start),
                fault.lostSomething());
    }

    private static OfRecovery ofRecovery(List<Summary> summaries) {
        List<Summary> recovered =
                summaries.stream()
                        .filter(s -> s.fault().isPresent() && !s.recovery().none())
                        .toList();
        List<String> faults = names(recovered, summary -> summary.fault().orElseThrow());
        List<String> flinks = names(recovered, Summary::flink);
        return new OfRecovery(
                faults, flinks, recovered.stream().map(s -> dots(faults, flinks, s)).toList());
    }

    private static List<String> names(List<Summary> summaries, Function<Summary, String> name) {
        TreeSet<String> names = new TreeSet<>(Words.NATURAL);
        summaries.forEach(summary -> names.add(name.apply(summary)));
        return new ArrayList<>(names);
    }

    private static Dots dots(List<String> faults, List<String> flinks, Summary summary) {
        RecoveryTimes times = summary.recovery();
        return new Dots(
                faults.indexOf(summary.fault().orElseThrow()),
                flinks.indexOf(summary.flink()),
                times.millis().stream().map(Pictures::seconds).toList(),
                seconds(times.median()));
    }

    private static double seconds(long millis) {
        return millis / 1000.0;
    }
}
