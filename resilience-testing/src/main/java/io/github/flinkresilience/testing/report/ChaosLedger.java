// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.report;

/**
 * What became of the records of a fault's time, or of a whole run.
 *
 * @param in records that the job was given
 * @param out records that it committed as results
 * @param dead records that it committed as dead letters
 * @param lost records of which it committed nothing; 0 is what everybody hopes for
 * @param duplicated what it committed more than once, counted without the first time; 0 is what
 *     exactly-once pipelines promise
 */
public record ChaosLedger(long in, long out, long dead, long lost, long duplicated) {

    /**
     * Checks that no count is negative.
     *
     * @throws IllegalArgumentException if one is
     */
    public ChaosLedger {
        if (in < 0 || out < 0 || dead < 0 || lost < 0 || duplicated < 0) {
            throw new IllegalArgumentException(
                    "negative count: in %d, out %d, dead %d, lost %d, duplicated %d"
                            .formatted(in, out, dead, lost, duplicated));
        }
    }

    ChaosLedger plus(ChaosLedger other) {
        return new ChaosLedger(
                in + other.in,
                out + other.out,
                dead + other.dead,
                lost + other.lost,
                duplicated + other.duplicated);
    }

    /** This one, but with no less lost or duplicated than the other says. */
    ChaosLedger noBetterThan(ChaosLedger other) {
        return new ChaosLedger(
                in, out, dead, Math.max(lost, other.lost), Math.max(duplicated, other.duplicated));
    }
}
