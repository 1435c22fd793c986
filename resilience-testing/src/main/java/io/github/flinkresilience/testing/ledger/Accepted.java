// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a job accepted: each id has a number, so that counting a million is a matter of arrays. */
final class Accepted {

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<Sighting> first = new ArrayList<>();
    private final int[] times;

    Accepted(List<Sighting> source) {
        int[] count = new int[source.size()];
        for (Sighting sighting : source) {
            Integer known = numbers.putIfAbsent(sighting.id(), first.size());
            count[known == null ? first.size() : known]++;
            if (known == null) {
                first.add(sighting);
            }
        }
        times = Arrays.copyOf(count, first.size());
    }

    /** How many different ids there are; their numbers begin at 0. */
    int ids() {
        return times.length;
    }

    /** The number of an id, or -1 if it was not accepted. */
    int number(Sighting sighting) {
        return numbers.getOrDefault(sighting.id(), -1);
    }

    /** The first sighting of an id. */
    Sighting first(int number) {
        return first.get(number);
    }

    /** How often an id was accepted. */
    int times(int number) {
        return times[number];
    }

    /** How often each id was seen there. */
    int[] count(Evidence evidence) {
        int[] count = new int[ids()];
        for (Sighting sighting : evidence.sightings()) {
            int number = number(sighting);
            if (number >= 0) {
                count[number]++;
            }
        }
        return count;
    }
}
