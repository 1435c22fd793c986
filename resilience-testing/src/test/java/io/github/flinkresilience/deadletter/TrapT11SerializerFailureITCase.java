// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.types.NullFieldException;

/** T11: a result that cannot be written to the network fails the job: it has left the function. */
class TrapT11SerializerFailureITCase extends TrapScenario {

    @Override
    void build(JobUnderTest job) {
        SingleOutputStreamOperator<Tuple2<String, Long>> wrapped =
                job.process(
                        job.env.fromData("good", "bad"),
                        Functions.of(
                                (record, out) ->
                                        out.collect(
                                                Tuple2.of(
                                                        record, record.equals("bad") ? null : 1L))),
                        Types.TUPLE(Types.STRING, Types.LONG));
        job.bury(wrapped);
        job.results.record(wrapped.rebalance());
    }

    @Override
    void expect(Outcome outcome) {
        outcome.assertFailed(NullFieldException.class.getName());
        assertThat(outcome.dead()).isEmpty();
    }

    @Override
    String faultOfTheObviousCode() {
        return "FINISHED";
    }
}
