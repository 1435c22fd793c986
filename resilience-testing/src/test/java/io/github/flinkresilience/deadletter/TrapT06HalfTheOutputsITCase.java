// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.flink.api.common.typeinfo.Types;
import org.junit.jupiter.api.Nested;

/** T6: all results of a record or none, also when it is tried again. */
class TrapT06HalfTheOutputsITCase {

    @Nested
    class ThenPoison extends TrapScenario {
        @Override
        void build(JobUnderTest job) {
            job.end(
                    job.process(
                            job.env.fromData("bad", "a"),
                            Functions.of(
                                    (record, out) -> {
                                        out.collect(record + 1);
                                        out.collect(record + 2);
                                        if (record.equals("bad")) {
                                            throw new IllegalStateException("third of five");
                                        }
                                        out.collect(record + 3);
                                    }),
                            Types.STRING));
        }

        @Override
        void expect(Outcome outcome) {
            outcome.assertFinished();
            assertThat(outcome.dead()).containsExactly("bad");
            assertThat(outcome.results()).containsExactly("a1", "a2", "a3");
            assertThat(outcome.letters())
                    .extracting(DeadLetter::outputsDiscarded, DeadLetter::outputsEmitted)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(2, 0));
        }

        @Override
        String faultOfTheObviousCode() {
            return "bad1";
        }
    }

    @Nested
    class ThenTransient extends TrapScenario {
        @Override
        void build(JobUnderTest job) {
            Tape<String> tries = new Tape<>();
            job.end(
                    job.process(
                            job.env.fromData("a"),
                            Functions.of(
                                    (record, out) -> {
                                        out.collect(record + 1);
                                        Functions.failFirst(2, record, tries);
                                        out.collect(record + 2);
                                    }),
                            Types.STRING));
        }

        @Override
        Handling obvious() {
            return Handling.obviousWithRetries(3, Duration.ZERO);
        }

        @Override
        void expect(Outcome outcome) {
            outcome.assertFinished();
            assertThat(outcome.dead()).isEmpty();
            assertThat(outcome.results()).containsExactly("a1", "a2");
        }

        @Override
        String faultOfTheObviousCode() {
            return "a1";
        }
    }
}
