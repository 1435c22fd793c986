// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import javax.annotation.Nullable;

/**
 * A record that was seen at a place.
 *
 * <p>Places have an order within a line, such as a partition of a topic or the notes of one attempt
 * of a subtask; between lines there is none. The payload is not copied: do not modify it.
 *
 * @param id the same wherever the record is seen, and no other record's
 * @param key records of one key have an order; null where there is no key
 * @param payload the record's bytes; null for a tombstone, or where nobody looked at them
 * @param line what the place is in
 * @param position where in the line
 */
public record Sighting(
        String id, @Nullable String key, @Nullable byte[] payload, String line, long position) {

    public Sighting {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(line, "line");
    }

    /** A sighting without key and payload. */
    public static Sighting of(String id, String line, long position) {
        return new Sighting(id, null, null, line, position);
    }

    /** Sightings of ids in the order of one line, at the positions from 0. */
    public static List<Sighting> inOrder(String line, Collection<String> ids) {
        List<Sighting> sightings = new ArrayList<>(ids.size());
        for (String id : ids) {
            sightings.add(of(id, line, sightings.size()));
        }
        return sightings;
    }

    /** A copy with another key. */
    public Sighting withKey(@Nullable String other) {
        return new Sighting(id, other, payload, line, position);
    }

    /** A copy with another payload. */
    public Sighting withPayload(@Nullable byte[] other) {
        return new Sighting(id, key, other, line, position);
    }

    /** Where it was seen: {@code line@position}, for Kafka {@code topic-partition@offset}. */
    public String place() {
        return line + "@" + position;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Sighting that
                && id.equals(that.id)
                && Objects.equals(key, that.key)
                && Arrays.equals(payload, that.payload)
                && line.equals(that.line)
                && position == that.position;
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, key, Arrays.hashCode(payload), line, position);
    }

    /** The id and the place. */
    @Override
    public String toString() {
        return id + " (" + place() + ")";
    }
}
