// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkresilience.failure.Failure;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.Types;

/** T4: parsers fail with runtime exceptions too, not with I/O exceptions only. */
class TrapT04RuntimeFailuresITCase extends TrapScenario {

    @Override
    void build(JobUnderTest job) {
        job.end(job.process(job.env.fromData("1", "two"), Functions.parse(), Types.INT));
    }

    @Override
    Handling obvious() {
        return Handling.obvious(IOException.class);
    }

    @Override
    void expect(Outcome outcome) {
        outcome.assertFinished();
        assertThat(outcome.results()).containsExactly(1);
        assertThat(outcome.dead()).containsExactly("two");
        assertThat(outcome.letters())
                .extracting(DeadLetter::failure)
                .extracting(Failure::exceptionClass)
                .containsExactly(NumberFormatException.class.getName());
    }

    @Override
    String faultOfTheObviousCode() {
        return "For input string";
    }
}
