// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.report;

import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * Milliseconds from the beginning of each of some faults to the first sign of progress after it.
 */
record RecoveryTimes(List<Long> millis) {

    static RecoveryTimes of(List<ChaosRun.Fault> faults) {
        return new RecoveryTimes(
                faults.stream()
                        .map(ChaosRun.Fault::recoveryMillis)
                        .flatMapToLong(OptionalLong::stream)
                        .boxed()
                        .toList());
    }

    boolean none() {
        return millis.isEmpty();
    }

    long min() {
        return Collections.min(millis);
    }

    long max() {
        return Collections.max(millis);
    }

    /** Of an even number of times, the mean of the two in the middle. */
    long median() {
        long[] sorted = millis.stream().mapToLong(Long::longValue).sorted().toArray();
        int upper = sorted.length / 2;
        int lower = (sorted.length - 1) / 2;
        return Math.round(LongStream.of(sorted[lower], sorted[upper]).average().orElseThrow());
    }
}
