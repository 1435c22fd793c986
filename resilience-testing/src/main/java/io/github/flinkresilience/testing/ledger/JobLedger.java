// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.ledger;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The evidence about a job: what it accepted, what was seen of that on the way, and what came out.
 *
 * <pre>{@code
 * JobLedger.of("orders", KafkaSightings.committed(servers, "orders", deadline, id))
 *         .seen("decoded", Witness.read("decoded", directory))
 *         .seen("receipts, uncommitted included", KafkaSightings.uncommitted(servers, "receipts", deadline, id))
 *         .outcome("receipts", KafkaSightings.committed(servers, "receipts", deadline, id))
 *         .outcome("dead letters", DeadLetterQueue.read(servers, "orders.dlq", deadline).sightings());
 * }</pre>
 *
 * <p>Stages are named in the order in which records take them; so a verdict can say where a lost
 * record was seen last. What is seen on the way may repeat, as it does when a job restarts, and may
 * be less than all: dead letters leave early. Outcomes are where a record must be found exactly as
 * often as it was accepted.
 *
 * <p>An immutable value. It keeps its sightings: a million accepted records with as many on the way
 * and in the outcomes take a few hundred megabytes, and seconds to compare.
 */
public final class JobLedger {

    private final List<Evidence> way;
    private final List<Evidence> outcomes;

    private JobLedger(List<Evidence> way, List<Evidence> outcomes) {
        this.way = way;
        this.outcomes = outcomes;
    }

    /**
     * A ledger of accepted records that nothing more is known of.
     *
     * @param source the name of what they were accepted from
     * @param accepted in the source's order; an id that is in it twice is due twice
     */
    public static JobLedger of(String source, Collection<Sighting> accepted) {
        return new JobLedger(List.of(Evidence.of(source, accepted)), List.of());
    }

    /**
     * A copy with what was seen at the next stage of the way.
     *
     * @throws IllegalArgumentException if a stage has that name
     */
    public JobLedger seen(String stage, Collection<Sighting> sightings) {
        return new JobLedger(plus(way, stage, sightings), outcomes);
    }

    /**
     * A copy with one more of the places where records come out.
     *
     * @throws IllegalArgumentException if a stage has that name
     */
    public JobLedger outcome(String stage, Collection<Sighting> sightings) {
        return new JobLedger(way, plus(outcomes, stage, sightings));
    }

    /** A copy with the outcome "skipped": records that were dropped on purpose, and counted. */
    public JobLedger skipped(Collection<Sighting> sightings) {
        return outcome("skipped", sightings);
    }

    /** A copy with the outcome "parked": records that wait behind a failed one of their key. */
    public JobLedger parked(Collection<Sighting> sightings) {
        return outcome("parked", sightings);
    }

    /** A copy with the outcome "retrying": records that wait for another try. */
    public JobLedger retrying(Collection<Sighting> sightings) {
        return outcome("retrying", sightings);
    }

    /** The name of what the records were accepted from. */
    public String source() {
        return way.get(0).name();
    }

    /** Compares what came out with what was accepted. */
    public Verdict verdict() {
        return new Balance(way, outcomes).verdict();
    }

    /**
     * Records that came out after a later one of their key. Later is what the source says; records
     * in different lines, of the source or of the outcome, have no order. Of repeats only the first
     * in a line counts. The key is the source's, or the outcome's where the source has none.
     *
     * @param outcome the name of a stage, usually an outcome
     * @throws IllegalArgumentException if there is no such stage, or none of its records has a key
     */
    public List<Verdict.OutOfOrder> outOfOrder(String outcome) {
        return new KeyOrder(way.get(0)).violations(stage(outcome));
    }

    /**
     * Records whose payload differs between two stages, whatever little. Records that are not in
     * both stages are not compared, nor are their second sightings in the first stage.
     *
     * @throws IllegalArgumentException if there are no such stages, or the first has no payloads
     */
    public List<Verdict.ChangedPayload> changedPayloads(String before, String after) {
        return PayloadComparison.changes(stage(before), stage(after));
    }

    /** The stages with their numbers of sightings. */
    @Override
    public String toString() {
        return "ledger of " + way + " with outcomes " + outcomes;
    }

    private Evidence stage(String name) {
        return stages().filter(stage -> stage.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("no stage " + name + " in the " + this));
    }

    private Stream<Evidence> stages() {
        return Stream.concat(way.stream(), outcomes.stream());
    }

    private List<Evidence> plus(List<Evidence> list, String name, Collection<Sighting> sightings) {
        if (stages().anyMatch(stage -> stage.name().equals(name))) {
            throw new IllegalArgumentException("two stages with the name " + name);
        }
        return Stream.concat(list.stream(), Stream.of(Evidence.of(name, sightings))).toList();
    }
}
