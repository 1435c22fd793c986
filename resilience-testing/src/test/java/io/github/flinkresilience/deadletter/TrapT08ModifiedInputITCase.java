// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkresilience.testing.flink.LocalCluster;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.junit.jupiter.api.Test;

/** T8: dead letters and further tries see the record as it arrived, not as user code left it. */
class TrapT08ModifiedInputITCase extends TrapScenario {

    @Override
    void build(JobUnderTest job) {
        Tape<String> tries = new Tape<>();
        job.end(
                job.process(
                        job.env.fromData(Tuple2.of("again", 1), Tuple2.of("bad", 1)),
                        Functions.of(
                                (record, out) -> {
                                    String name = record.f0;
                                    record.f0 = "scratch";
                                    record.f1++;
                                    if (name.equals("bad")) {
                                        throw new IllegalStateException("broken rule");
                                    }
                                    Functions.failFirst(2, name, tries);
                                    out.collect(name + record.f1);
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
        assertThat(outcome.results()).containsExactly("again2");
        assertThat(outcome.dead()).containsExactly("(bad,1)");
    }

    @Override
    String faultOfTheObviousCode() {
        return "scratch";
    }

    /** What {@link InputSnapshot#OFF} says: the function promises not to do it. */
    @Test
    void shouldCopyNothingWhenToldSo(LocalCluster cluster) throws Exception {
        JobUnderTest job =
                new JobUnderTest(Handling.ours(THREE_TRIES.withInputSnapshot(InputSnapshot.OFF)));
        build(job);

        assertThat(job.run(cluster).dead()).contains("(scratch,2)");
    }
}
