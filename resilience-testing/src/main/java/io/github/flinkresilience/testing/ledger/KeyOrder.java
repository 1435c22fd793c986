// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.ledger;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;

/**
 * The order of records of one key, compared with the order in which they were accepted.
 *
 * <p>Outcomes are taken line by line; for each key and line of the source, the one with the highest
 * position in the source so far is kept, and whatever comes after it from a lower one is out of
 * order.
 */
final class KeyOrder {

    private final Evidence source;
    private final Accepted accepted;

    /** Records with an order: of one key, and of one line of the source. */
    private record Group(String key, String sourceLine) {}

    KeyOrder(Evidence source) {
        this.source = source;
        this.accepted = new Accepted(source.sightings());
    }

    List<Verdict.OutOfOrder> violations(Evidence outcome) {
        requireKeys(outcome);
        List<Verdict.OutOfOrder> violations = new ArrayList<>();
        Map<Group, Sighting> latest = new HashMap<>();
        BitSet seenInLine = new BitSet();
        String line = "";
        for (Sighting out : inOrder(outcome)) {
            if (!out.line().equals(line)) {
                line = out.line();
                latest.clear();
                seenInLine.clear();
            }
            int number = accepted.number(out);
            String key = number < 0 ? null : key(number, out);
            if (key != null && !seenInLine.get(number)) {
                seenInLine.set(number);
                Sighting in = accepted.first(number);
                Group group = new Group(key, in.line());
                Sighting later = latest.get(group);
                if (later == null || accepted(later).position() <= in.position()) {
                    latest.put(group, out);
                } else {
                    violations.add(new Verdict.OutOfOrder(out, key, in, later, accepted(later)));
                }
            }
        }
        return violations;
    }

    private static List<Sighting> inOrder(Evidence outcome) {
        List<Sighting> sorted = new ArrayList<>(outcome.sightings());
        sorted.sort(Comparator.comparing(Sighting::line).thenComparingLong(Sighting::position));
        return sorted;
    }

    private Sighting accepted(Sighting out) {
        return accepted.first(accepted.number(out));
    }

    @Nullable
    private String key(int number, Sighting out) {
        String key = accepted.first(number).key();
        return key != null ? key : out.key();
    }

    private void requireKeys(Evidence outcome) {
        if (!outcome.sightings().isEmpty() && !hasKeys(source) && !hasKeys(outcome)) {
            throw new IllegalArgumentException(
                    "no record of %s or %s has a key: there is no order to check"
                            .formatted(source.name(), outcome.name()));
        }
    }

    private static boolean hasKeys(Evidence evidence) {
        return evidence.sightings().stream().anyMatch(sighting -> sighting.key() != null);
    }
}
