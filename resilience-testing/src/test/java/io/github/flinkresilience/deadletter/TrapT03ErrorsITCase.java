// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkresilience.failure.FailureClassifier;
import io.github.flinkresilience.failure.FailureKind;
import org.apache.flink.api.common.typeinfo.Types;
import org.junit.jupiter.api.Nested;

/** T3: an error is fatal, unless the user declares it to be the record's. */
class TrapT03ErrorsITCase {

    @Nested
    class LinkageErrors extends Scenario {
        @Override
        Error error() {
            return new NoClassDefFoundError("com/acme/Missing");
        }

        @Override
        Handling obvious() {
            return Handling.obvious(Throwable.class);
        }

        @Override
        void expect(Outcome outcome) {
            outcome.assertFailed("com/acme/Missing");
            assertThat(outcome.dead()).isEmpty();
        }

        @Override
        String faultOfTheObviousCode() {
            return "FINISHED";
        }
    }

    @Nested
    class UndeclaredErrors extends LinkageErrors {
        @Override
        Error error() {
            return new AssertionError("com/acme/Missing");
        }
    }

    @Nested
    class DeclaredErrors extends Scenario {
        @Override
        Error error() {
            return new StackOverflowError("deeply nested");
        }

        @Override
        Handling ours() {
            return Handling.ours(
                    THREE_TRIES.withClassifier(
                            FailureClassifier.defaults()
                                    .treating(StackOverflowError.class, FailureKind.POISON)));
        }

        @Override
        void expect(Outcome outcome) {
            outcome.assertFinished();
            assertThat(outcome.results()).containsExactly("good");
            assertThat(outcome.dead()).containsExactly("bad");
        }

        @Override
        String faultOfTheObviousCode() {
            return "deeply nested";
        }
    }

    private abstract static class Scenario extends TrapScenario {
        abstract Error error();

        @Override
        void build(JobUnderTest job) {
            Error error = error();
            job.end(
                    job.process(
                            job.env.fromData("bad", "good"),
                            Functions.of(
                                    (record, out) -> {
                                        if (record.equals("bad")) {
                                            throw error;
                                        }
                                        out.collect(record);
                                    }),
                            Types.STRING));
        }
    }
}
