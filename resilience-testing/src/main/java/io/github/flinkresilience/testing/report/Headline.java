// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What all runs come to, in one line.
 *
 * @param loss whether anything was lost
 */
record Headline(String text, boolean loss) {

    static Headline of(List<ChaosRun> runs) {
        List<Optional<ChaosLedger>> balances = runs.stream().map(ChaosRun::balance).toList();
        ChaosLedger all =
                ChaosRun.sum(balances.stream().flatMap(Optional::stream))
                        .orElse(new ChaosLedger(0, 0, 0, 0, 0));
        long uncounted = balances.stream().filter(Optional::isEmpty).count();
        String extent =
                "%s in, %s, %s, %s on Flink %s"
                        .formatted(
                                Words.count(all.in(), "record"),
                                Words.count(
                                        runs.stream().mapToInt(run -> run.faults().size()).sum(),
                                        "fault"),
                                Words.count(runs.stream().mapToInt(ChaosRun::kills).sum(), "kill"),
                                Words.count(runs.size(), "run"),
                                runs.stream()
                                        .map(ChaosRun::flink)
                                        .distinct()
                                        .collect(Collectors.joining(" and ")));
        String gap = uncounted == 0 ? "" : "; not counted: " + Words.count(uncounted, "run");
        return new Headline(
                outcome(all, uncounted == runs.size()) + ": " + extent + gap, all.lost() > 0);
    }

    private static String outcome(ChaosLedger all, boolean nothingCounted) {
        if (nothingCounted) {
            return "Nothing counted";
        }
        String lost = all.lost() == 0 ? "Nothing lost" : "LOST " + Words.count(all.lost());
        String duplicated = all.duplicated() == 0 ? "nothing" : Words.count(all.duplicated());
        return lost + ", " + duplicated + " duplicated";
    }
}
