// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.junit.jupiter.api.Nested;

/** T1: what a chained operator throws is not the record's failure, and fails the job. */
class TrapT01DownstreamFailureITCase {

    @Nested
    class HeldBack extends Scenario {
        HeldBack() {
            super(Emission.ATOMIC, Functions.parse());
        }
    }

    @Nested
    class EmittedDirectly extends Scenario {
        EmittedDirectly() {
            super(Emission.DIRECT, Functions.parse());
        }
    }

    @Nested
    class SwallowedByUserCode extends Scenario {
        SwallowedByUserCode() {
            super(
                    Emission.DIRECT,
                    Functions.of(
                            (text, out) -> {
                                int number = Integer.parseInt(text);
                                try {
                                    out.collect(number);
                                } catch (RuntimeException swallowed) {
                                    // The user thinks that it is about the number.
                                }
                            }));
        }
    }

    @Nested
    class TakenForAnotherByUserCode extends Scenario {
        TakenForAnotherByUserCode() {
            super(
                    Emission.DIRECT,
                    Functions.of(
                            (text, out) -> {
                                int number = Integer.parseInt(text);
                                try {
                                    out.collect(number);
                                } catch (RuntimeException taken) {
                                    throw new IllegalArgumentException("no number: " + text);
                                }
                            }));
        }
    }

    private abstract static class Scenario extends TrapScenario {
        private final Emission emission;
        private final ProcessFunction<String, Integer> userCode;

        Scenario(Emission emission, ProcessFunction<String, Integer> userCode) {
            this.emission = emission;
            this.userCode = userCode;
        }

        @Override
        Handling ours() {
            return Handling.ours(THREE_TRIES.withEmission(emission));
        }

        @Override
        void build(JobUnderTest job) {
            SingleOutputStreamOperator<Integer> parsed =
                    job.process(job.env.fromData("1", "two", "3"), userCode, Types.INT);
            job.bury(parsed);
            job.results.record(parsed.map(number -> 10 / (number - 3)));
        }

        @Override
        void expect(Outcome outcome) {
            outcome.assertFailed("/ by zero");
            assertThat(outcome.results()).containsExactly(-5);
            assertThat(outcome.dead()).containsExactly("two");
        }

        @Override
        String faultOfTheObviousCode() {
            return "FINISHED";
        }
    }
}
