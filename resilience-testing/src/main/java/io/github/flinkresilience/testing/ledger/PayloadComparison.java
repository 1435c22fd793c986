// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;

/** The bytes of records, compared between two stages. */
final class PayloadComparison {

    private PayloadComparison() {}

    static List<Verdict.ChangedPayload> changes(Evidence before, Evidence after) {
        requirePayloads(before);
        Map<String, Sighting> originals = new HashMap<>();
        before.sightings().forEach(sighting -> originals.putIfAbsent(sighting.id(), sighting));
        List<Verdict.ChangedPayload> changes = new ArrayList<>();
        for (Sighting sighting : after.sightings()) {
            Sighting original = originals.get(sighting.id());
            if (original != null && !Arrays.equals(original.payload(), sighting.payload())) {
                changes.add(new Verdict.ChangedPayload(original, sighting));
            }
        }
        return changes;
    }

    /** How two payloads differ: by their lengths and the first byte that is not the same. */
    static String describe(@Nullable byte[] before, @Nullable byte[] after) {
        String lengths = length(before) + " became " + length(after);
        return before == null || after == null
                ? lengths
                : lengths + ", different from byte " + Arrays.mismatch(before, after) + " on";
    }

    private static String length(@Nullable byte[] payload) {
        return payload == null ? "no payload" : payload.length + " bytes";
    }

    private static void requirePayloads(Evidence before) {
        if (!before.sightings().isEmpty()
                && before.sightings().stream().allMatch(sighting -> sighting.payload() == null)) {
            throw new IllegalArgumentException(
                    "no record of "
                            + before.name()
                            + " has a payload: there is nothing to compare");
        }
    }
}
