// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What came of all faults of one number on one version of Flink, or of all its runs.
 *
 * @param fault its number; empty for all runs together
 * @param what in words
 * @param ledger of those that were counted; empty if none was
 * @param uncounted how many of them nobody counted
 * @param verdicts of the checkers, in words
 */
record Summary(
        String flink,
        Optional<String> fault,
        String what,
        List<ChaosRun.Fault> faults,
        Optional<ChaosLedger> ledger,
        long uncounted,
        List<String> verdicts) {

    /** For each version of Flink, all its runs, then fault by fault. */
    static List<Summary> of(List<ChaosRun> runs) {
        List<Summary> summaries = new ArrayList<>();
        groups(runs, ChaosRun::flink)
                .forEach(
                        (flink, ofFlink) -> {
                            summaries.add(ofRuns(flink, ofFlink));
                            groups(faults(ofFlink), ChaosRun.Fault::number)
                                    .forEach(
                                            (number, faults) ->
                                                    summaries.add(ofFault(flink, number, faults)));
                        });
        return summaries;
    }

    private static Summary ofRuns(String flink, List<ChaosRun> runs) {
        List<Optional<ChaosLedger>> balances = runs.stream().map(ChaosRun::balance).toList();
        return new Summary(
                flink,
                Optional.empty(),
                Words.count(runs.size(), "run"),
                faults(runs),
                ChaosRun.sum(balances.stream().flatMap(Optional::stream)),
                balances.stream().filter(Optional::isEmpty).count(),
                List.of());
    }

    private static Summary ofFault(String flink, String number, List<ChaosRun.Fault> faults) {
        return new Summary(
                flink,
                Optional.of(number),
                faults.stream()
                        .map(ChaosRun.Fault::description)
                        .distinct()
                        .collect(Collectors.joining("; ")),
                faults,
                ChaosRun.sum(faults.stream().map(ChaosRun.Fault::ledger)),
                faults.stream().filter(fault -> fault.ledger() == null).count(),
                verdicts(faults));
    }

    int kills() {
        return faults.stream().mapToInt(ChaosRun.Fault::kills).sum();
    }

    RecoveryTimes recovery() {
        return RecoveryTimes.of(faults);
    }

    boolean lostSomething() {
        return ledger.filter(counted -> counted.lost() > 0).isPresent();
    }

    /** The worst first, then what else is to be known, then what the checkers said. */
    String verdict() {
        List<String> words = new ArrayList<>();
        ledger.filter(counted -> counted.lost() > 0)
                .ifPresent(counted -> words.add("LOST " + Words.count(counted.lost())));
        long stuck = faults.stream().filter(fault -> fault.recoveredAt() == null).count();
        if (stuck > 0) {
            words.add("recovery not seen: " + Words.count(stuck));
        }
        ledger.filter(counted -> counted.duplicated() > 0)
                .ifPresent(counted -> words.add(Words.count(counted.duplicated()) + " duplicated"));
        if (ledger.filter(counted -> counted.lost() + counted.duplicated() == 0).isPresent()) {
            words.add("nothing lost, nothing duplicated");
        }
        if (uncounted > 0) {
            words.add("not counted: " + Words.count(uncounted));
        }
        words.addAll(verdicts);
        return String.join("; ", words);
    }

    private static List<String> verdicts(List<ChaosRun.Fault> faults) {
        Map<String, Long> times =
                faults.stream()
                        .map(ChaosRun.Fault::verdict)
                        .filter(Objects::nonNull)
                        .collect(
                                Collectors.groupingBy(
                                        Function.identity(),
                                        LinkedHashMap::new,
                                        Collectors.counting()));
        return times.entrySet().stream()
                .map(verdict -> verdict.getKey() + " (" + Words.count(verdict.getValue()) + ")")
                .toList();
    }

    private static List<ChaosRun.Fault> faults(List<ChaosRun> runs) {
        return runs.stream().flatMap(run -> run.faults().stream()).toList();
    }

    private static <T> Map<String, List<T>> groups(List<T> all, Function<T, String> name) {
        return all.stream()
                .collect(
                        Collectors.groupingBy(
                                name, () -> new TreeMap<>(Words.NATURAL), Collectors.toList()));
    }
}
