// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.assertions;

import io.github.flinkresilience.testing.ledger.JobLedger;
import io.github.flinkresilience.testing.ledger.Verdict;
import java.util.List;
import javax.annotation.Nullable;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about what became of the records that a job accepted. Failures name the first {@value
 * #MOST_SHOWN} records, how many there are, and how far they came.
 *
 * <p>A job that promises exactly once {@link #isBalanced()}; one that promises at least once has
 * lost nothing, invented nothing, and repeated as much as its test allows. Nothing accepted is no
 * evidence of anything: the assertions about lost records fail then.
 */
public final class JobLedgerAssert extends AbstractAssert<JobLedgerAssert, JobLedger> {

    /** How many records a failure names. */
    public static final int MOST_SHOWN = Listing.MOST_SHOWN;

    @Nullable private Verdict verdict;

    JobLedgerAssert(@Nullable JobLedger actual) {
        super(actual, JobLedgerAssert.class);
    }

    /** That every accepted record came out exactly as often as accepted, and nothing else did. */
    public JobLedgerAssert isBalanced() {
        requireAccepted();
        Verdict found = verdict();
        if (!found.isBalanced()) {
            failWithMessage(
                    "%nExpected a balanced ledger, but%n%s",
                    String.join(
                            "\n",
                            section("lost", found.lost()),
                            section("came out twice", found.twice()),
                            section("invented", found.invented()),
                            found.toString()));
        }
        return this;
    }

    /** That every accepted record came out, at least as often as accepted. */
    public JobLedgerAssert hasLostNothing() {
        requireAccepted();
        return hasNone("nothing lost", verdict().lost());
    }

    /** That no accepted record came out more often than accepted, over all outcomes. */
    public JobLedgerAssert hasNothingTwice() {
        return hasNone("nothing twice", verdict().twice());
    }

    /** That there are at most so many outcomes too many. */
    public JobLedgerAssert hasRepeatedAtMost(int repeats) {
        Verdict found = verdict();
        if (found.repeats() > repeats) {
            failWithMessage(
                    "%nExpected at most %s, but there are %d:%n%s%n%s",
                    Listing.count(repeats, "repeat"),
                    found.repeats(),
                    Listing.of(found.twice()),
                    found);
        }
        return this;
    }

    /** That only accepted records came out. */
    public JobLedgerAssert hasInventedNothing() {
        return hasNone("nothing invented", verdict().invented());
    }

    /**
     * That the records of each key came out in the order in which they were accepted; see {@link
     * JobLedger#outOfOrder}.
     *
     * @throws IllegalArgumentException if there is no such stage, or there are no keys
     */
    public JobLedgerAssert keepsOrderPerKey(String outcome) {
        isNotNull();
        return hasNone("order per key in " + outcome, actual.outOfOrder(outcome));
    }

    /**
     * That records have the same bytes in both stages; see {@link JobLedger#changedPayloads}.
     *
     * @throws IllegalArgumentException if there are no such stages, or there are no payloads
     */
    public JobLedgerAssert keepsPayloads(String before, String after) {
        isNotNull();
        return hasNone(
                "the payloads of %s in %s".formatted(before, after),
                actual.changedPayloads(before, after));
    }

    private JobLedgerAssert hasNone(String expected, List<?> findings) {
        if (!findings.isEmpty()) {
            failWithMessage(
                    "%nExpected %s, but found %s otherwise:%n%s%n%s",
                    expected,
                    Listing.count(findings.size(), "record"),
                    Listing.of(findings),
                    verdict());
        }
        return this;
    }

    private void requireAccepted() {
        if (verdict().accepted() == 0) {
            failWithMessage("%nExpected records in %s, but nothing was accepted", actual.source());
        }
    }

    private Verdict verdict() {
        isNotNull();
        if (verdict == null) {
            verdict = actual.verdict();
        }
        return verdict;
    }

    private static String section(String words, List<?> findings) {
        return findings.isEmpty()
                ? "nothing " + words
                : findings.size() + " " + words + ":\n" + Listing.of(findings);
    }
}
