// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.ledger;

import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** All that was seen at one stage of the way. */
record Evidence(String name, List<Sighting> sightings) {

    Evidence {
        Objects.requireNonNull(name, "name");
    }

    static Evidence of(String name, Collection<Sighting> sightings) {
        return new Evidence(name, List.copyOf(sightings));
    }

    /** The name and how many sightings there are. */
    @Override
    public String toString() {
        return name + " " + sightings.size();
    }
}
