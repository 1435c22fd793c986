// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.examples.traffic;

import io.github.flinkresilience.deadletter.DeadLetter;
import java.util.List;
import java.util.SortedMap;

/**
 * Whether the ledger adds up: each order that went in came out once, as what it had to become. Made
 * by {@link Audit#verdict}.
 *
 * @param expected how many orders were to be produced
 * @param produced how many orders are in the topic of orders
 * @param processed how many orders have a receipt
 * @param recovered how many of those failed before they were fine
 * @param deadLetters how many dead letters there are, by stage and exception class
 * @param examples one dead letter of each stage
 * @param lost ids of orders that came out nowhere
 * @param duplicates ids of orders that came out more than once, as often as that was too often
 * @param wrong ids of outcomes that were not to be, or not like this, each with what is wrong
 */
public record Verdict(
        int expected,
        int produced,
        long processed,
        long recovered,
        SortedMap<String, Long> deadLetters,
        List<DeadLetter> examples,
        List<String> lost,
        List<String> duplicates,
        List<String> wrong) {

    /** Whether nothing is lost, nothing is there twice and nothing is wrong. */
    public boolean addsUp() {
        return expected == produced && lost.isEmpty() && duplicates.isEmpty() && wrong.isEmpty();
    }

    /** What a process that has come to this verdict returns: 0 if the ledger adds up, else 1. */
    public int exitCode() {
        return addsUp() ? 0 : 1;
    }

    /** How many dead letters there are. */
    public long deadLetterCount() {
        return deadLetters.values().stream().mapToLong(Long::longValue).sum();
    }
}
