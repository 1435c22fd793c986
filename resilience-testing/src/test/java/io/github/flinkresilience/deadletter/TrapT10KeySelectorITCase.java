// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkresilience.testing.flink.LocalCluster;
import io.github.flinkresilience.testing.junit.LocalClusterExtension;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * T10: a known limit: what a key selector throws is thrown in the task before the keyed operator,
 * whose wrapper never sees it. Guard the key before {@code keyBy}.
 */
@ExtendWith(LocalClusterExtension.class)
class TrapT10KeySelectorITCase {
    private final JobUnderTest job = new JobUnderTest(Handling.ours(TrapScenario.THREE_TRIES));

    @Test
    void shouldFailTheJobWhenTheKeySelectorFails(LocalCluster cluster) throws Exception {
        job.end(
                job.process(
                        job.env.fromData("1", "bad").keyBy(Integer::parseInt, Types.INT),
                        new Functions.CountThenFail<>(),
                        Types.STRING));

        Outcome outcome = job.run(cluster);

        outcome.assertFailed("For input string: \"bad\"");
        assertThat(outcome.dead()).isEmpty();
    }

    @Test
    void shouldBuryARecordWithoutKeyWhenItsKeyIsGuardedBefore(LocalCluster cluster)
            throws Exception {
        SingleOutputStreamOperator<Tuple2<Integer, String>> keyed =
                job.process(
                        job.env.fromData("1", "bad"),
                        Functions.of(
                                (record, out) ->
                                        out.collect(Tuple2.of(Integer.parseInt(record), record))),
                        Types.TUPLE(Types.INT, Types.STRING));
        job.bury(keyed);
        job.results.record(
                keyed.keyBy(record -> record.f0)
                        .process(new Functions.CountThenFail<>())
                        .returns(Types.STRING));

        Outcome outcome = job.run(cluster);

        outcome.assertFinished();
        assertThat(outcome.dead()).containsExactly("bad");
        assertThat(outcome.results()).containsExactly("11");
    }
}
