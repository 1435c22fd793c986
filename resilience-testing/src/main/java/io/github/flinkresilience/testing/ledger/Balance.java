// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares outcomes with what was accepted: by counts first, in detail only where they differ. */
final class Balance {

    private final List<Evidence> way;
    private final List<Evidence> outcomes;
    private final Accepted accepted;

    /** How often each accepted id was seen at each stage of the way. */
    private final List<int[]> seen;

    private final int[] out;

    Balance(List<Evidence> way, List<Evidence> outcomes) {
        this.way = way;
        this.outcomes = outcomes;
        this.accepted = new Accepted(way.get(0).sightings());
        this.seen = way.stream().map(accepted::count).toList();
        this.out = new int[accepted.ids()];
        for (Evidence outcome : outcomes) {
            int[] count = accepted.count(outcome);
            for (int i = 0; i < out.length; i++) {
                out[i] += count[i];
            }
        }
    }

    Verdict verdict() {
        return new Verdict(way.get(0).sightings().size(), stages(), lost(), twice(), invented());
    }

    private String stages() {
        return names(way, Evidence::toString, ", ")
                + " = "
                + names(outcomes, Evidence::toString, " + ");
    }

    private List<Verdict.Lost> lost() {
        List<Verdict.Lost> lost = new ArrayList<>();
        for (int i = 0; i < out.length; i++) {
            if (out[i] < accepted.times(i)) {
                lost.add(new Verdict.Lost(accepted.first(i), lastSeen(i)));
            }
        }
        return lost;
    }

    private String lastSeen(int number) {
        if (out[number] > 0) {
            return "came out %d of %d times".formatted(out[number], accepted.times(number));
        }
        int last = way.size() - 1;
        while (seen.get(last)[number] == 0) {
            last--;
        }
        String next =
                last + 1 < way.size()
                        ? way.get(last + 1).name()
                        : names(outcomes, Evidence::name, " or ");
        return "was in "
                + way.get(last).name()
                + ", not in "
                + (next.isEmpty() ? "any outcome" : next);
    }

    private List<Verdict.Twice> twice() {
        Map<Integer, List<String>> places = new LinkedHashMap<>();
        for (Evidence outcome : outcomes) {
            for (Sighting sighting : outcome.sightings()) {
                int number = accepted.number(sighting);
                if (number >= 0 && out[number] > accepted.times(number)) {
                    places.computeIfAbsent(number, unknown -> new ArrayList<>())
                            .add(outcome.name() + " at " + sighting.place());
                }
            }
        }
        return places.entrySet().stream().map(e -> twice(e.getKey(), e.getValue())).toList();
    }

    private Verdict.Twice twice(int number, List<String> places) {
        String from = null;
        for (int stage = way.size() - 1; stage > 0; stage--) {
            if (seen.get(stage)[number] > accepted.times(number)) {
                from = way.get(stage).name();
            }
        }
        return new Verdict.Twice(
                accepted.first(number), accepted.times(number), out[number], places, from);
    }

    private List<Verdict.Invented> invented() {
        Map<String, String> from = new HashMap<>();
        for (Evidence stage : way) {
            unknown(stage).forEach(sighting -> from.putIfAbsent(sighting.id(), stage.name()));
        }
        return outcomes.stream()
                .flatMap(
                        outcome ->
                                unknown(outcome)
                                        .map(
                                                sighting ->
                                                        new Verdict.Invented(
                                                                sighting,
                                                                outcome.name(),
                                                                from.getOrDefault(
                                                                        sighting.id(),
                                                                        outcome.name()))))
                .toList();
    }

    private Stream<Sighting> unknown(Evidence stage) {
        return stage.sightings().stream().filter(sighting -> accepted.number(sighting) < 0);
    }

    private static String names(
            List<Evidence> stages, Function<Evidence, String> name, String separator) {
        return stages.stream().map(name).collect(Collectors.joining(separator));
    }
}
