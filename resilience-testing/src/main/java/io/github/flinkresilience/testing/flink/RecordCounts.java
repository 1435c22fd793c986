// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.flink;

/**
 * What became of the records of an operator instance.
 *
 * @param in records handed to user code
 * @param ok records that user code has processed
 * @param dead records that have become dead letters; timers do not count
 * @param skipped records skipped without a dead letter
 * @param parked records that wait behind a failed one of their key; 0 where nothing parks
 * @param retrying records that wait for their next try; 0 where nothing waits
 */
public record RecordCounts(long in, long ok, long dead, long skipped, long parked, long retrying) {

    /** How many records have come in and have no disposition: 0 or 1, if the ledger is right. */
    public long underWay() {
        return in - ok - dead - skipped - parked - retrying;
    }

    @Override
    public String toString() {
        return "in %d = ok %d + dead %d + skipped %d + parked %d + retrying %d + %d without disposition"
                .formatted(in, ok, dead, skipped, parked, retrying, underWay());
    }
}
