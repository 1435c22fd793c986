// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkresilience.testing.flink.LocalCluster;
import io.github.flinkresilience.testing.junit.LocalClusterExtension;
import org.apache.flink.api.common.typeinfo.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the ways to emit promise. */
@ExtendWith(LocalClusterExtension.class)
class EmissionITCase {

    @Test
    void shouldNotTryAgainWhenAResultHasGoneDownstream(LocalCluster cluster) throws Exception {
        Outcome outcome = run(cluster, Emission.DIRECT, true);

        assertThat(outcome.results()).containsExactly("early");
        assertThat(outcome.dead()).containsExactly("record");
        DeadLetter letter = outcome.letters().get(0);
        assertThat(letter.outputsEmitted()).isEqualTo(1);
        assertThat(letter.outputsDiscarded()).isZero();
        assertThat(letter.attempts().count()).isEqualTo(1);
    }

    @Test
    void shouldTryAgainWhenNoResultHasGoneDownstream(LocalCluster cluster) throws Exception {
        Outcome outcome = run(cluster, Emission.DIRECT, false);

        assertThat(outcome.results()).containsExactly("late");
        assertThat(outcome.dead()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void shouldBuryTheRecordWhenUserCodeEmitsNull(Emission emission, LocalCluster cluster)
            throws Exception {
        JobUnderTest job = job(emission);
        job.end(
                job.process(
                        job.env.fromData("record"),
                        Functions.of((record, out) -> out.collect(null)),
                        Types.STRING));

        Outcome outcome = job.run(cluster);

        outcome.assertFinished();
        assertThat(outcome.results()).isEmpty();
        assertThat(outcome.dead()).containsExactly("record");
        assertThat(outcome.letters().get(0).failure().message()).contains("emitted null");
    }

    private static Outcome run(LocalCluster cluster, Emission emission, boolean early)
            throws Exception {
        JobUnderTest job = job(emission);
        Tape<String> tries = new Tape<>();
        job.end(
                job.process(
                        job.env.fromData("record"),
                        Functions.of(
                                (record, out) -> {
                                    if (early) {
                                        out.collect("early");
                                    }
                                    Functions.failFirst(1, record, tries);
                                    out.collect("late");
                                }),
                        Types.STRING));
        Outcome outcome = job.run(cluster);
        outcome.assertFinished();
        return outcome;
    }

    private static JobUnderTest job(Emission emission) {
        return new JobUnderTest(Handling.ours(TrapScenario.THREE_TRIES.withEmission(emission)));
    }
}
