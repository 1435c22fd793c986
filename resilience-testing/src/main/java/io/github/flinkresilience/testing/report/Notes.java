// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.report;

/** Sentences of both reports. */
final class Notes {

    static final String RECOVERY =
            "Recovery: from the beginning of a fault to the first new committed output or completed"
                    + " checkpoint after it.";

    private Notes() {}

    static String facts(ChaosRun run) {
        return "seed %d, started %s, took %s, %s"
                .formatted(
                        run.seed(),
                        Words.instant(run.startedAt()),
                        Words.clock(run.endedAt() - run.startedAt()),
                        Words.count(run.faults().size(), "fault"));
    }
}
