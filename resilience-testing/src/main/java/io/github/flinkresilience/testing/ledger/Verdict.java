// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.ledger;

import java.util.List;
import javax.annotation.Nullable;

/**
 * What a {@link JobLedger} says about its job.
 *
 * <p>An exactly-once job is {@link #isBalanced() balanced}. A job that promises at least once may
 * have {@link #repeats()}, but nothing lost and nothing invented.
 *
 * @param accepted how many records the job accepted
 * @param stages what was seen where, in words
 * @param lost accepted, but not in the outcomes as often as accepted
 * @param twice in the outcomes more often than accepted
 * @param invented in an outcome, but never accepted
 */
public record Verdict(
        int accepted, String stages, List<Lost> lost, List<Twice> twice, List<Invented> invented) {

    public Verdict {
        lost = List.copyOf(lost);
        twice = List.copyOf(twice);
        invented = List.copyOf(invented);
    }

    /** Whether every accepted record came out once, and nothing else did. */
    public boolean isBalanced() {
        return lost.isEmpty() && twice.isEmpty() && invented.isEmpty();
    }

    /** How many outcomes there are too many. */
    public int repeats() {
        return twice.stream().mapToInt(record -> record.times() - record.due()).sum();
    }

    /** All counts. */
    @Override
    public String toString() {
        return "%s; lost %d, repeats %d, invented %d"
                .formatted(stages, lost.size(), repeats(), invented.size());
    }

    /**
     * A record that is missing.
     *
     * @param record as it was accepted
     * @param where how far it came: {@code was in orders, not in decoded}
     */
    public record Lost(Sighting record, String where) {

        @Override
        public String toString() {
            return record + ": " + where;
        }
    }

    /**
     * A record that came out too often.
     *
     * @param record as it was accepted
     * @param due how often it was accepted
     * @param times how often it came out
     * @param places everywhere it came out, with the names of the outcomes
     * @param from the first stage on the way where it was seen too often, or null
     */
    public record Twice(
            Sighting record, int due, int times, List<String> places, @Nullable String from) {

        public Twice {
            places = List.copyOf(places);
        }

        @Override
        public String toString() {
            return "%s: %d times instead of %d, in %s%s"
                    .formatted(
                            record,
                            times,
                            due,
                            String.join(", ", places),
                            from == null ? "" : "; repeated from " + from + " on");
        }
    }

    /**
     * A record that came from nowhere.
     *
     * @param record as it came out
     * @param outcome the name of the outcome
     * @param from the first stage where it was seen: the outcome itself if not on the way
     */
    public record Invented(Sighting record, String outcome, String from) {

        @Override
        public String toString() {
            return "%s: in %s, first seen in %s".formatted(record, outcome, from);
        }
    }

    /**
     * A record that came out after a later one of its key.
     *
     * @param record as it came out
     * @param key the key of both
     * @param accepted as it was accepted
     * @param later the later one, as it came out before
     * @param laterAccepted the later one, as it was accepted
     */
    public record OutOfOrder(
            Sighting record,
            String key,
            Sighting accepted,
            Sighting later,
            Sighting laterAccepted) {

        @Override
        public String toString() {
            return "%s of key %s came out after %s, but was accepted before it: %s, %s"
                    .formatted(record, key, later, accepted.place(), laterAccepted.place());
        }
    }

    /**
     * A record whose bytes are not what they were.
     *
     * @param before as it was
     * @param after as it is
     */
    public record ChangedPayload(Sighting before, Sighting after) {

        @Override
        public String toString() {
            return "%s at %s: %s"
                    .formatted(
                            before,
                            after.place(),
                            PayloadComparison.describe(before.payload(), after.payload()));
        }
    }
}
