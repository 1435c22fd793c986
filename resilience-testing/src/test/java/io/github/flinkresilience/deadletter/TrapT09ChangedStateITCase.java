// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkresilience.testing.flink.LocalCluster;
import io.github.flinkresilience.testing.junit.LocalClusterExtension;
import org.apache.flink.api.common.typeinfo.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * T9: a known limit, told in the Javadoc of {@link DeadLetterFunctions}: state that a function
 * changed before it failed stays changed.
 */
@ExtendWith(LocalClusterExtension.class)
class TrapT09ChangedStateITCase {

    @Test
    void shouldLeaveStateAsTheFunctionChangedItWhenTheFunctionFails(LocalCluster cluster)
            throws Exception {
        JobUnderTest job = new JobUnderTest(Handling.ours(TrapScenario.THREE_TRIES));
        job.end(
                job.process(
                        job.env.fromData("a:1", "a:bad", "a:3").keyBy(record -> "a"),
                        new Functions.CountThenFail<>(),
                        Types.STRING));

        Outcome outcome = job.run(cluster);

        assertThat(outcome.dead()).containsExactly("a:bad");
        assertThat(outcome.results()).containsExactly("a1", "a3");
    }
}
