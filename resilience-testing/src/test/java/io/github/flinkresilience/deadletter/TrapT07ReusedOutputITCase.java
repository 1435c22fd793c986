// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkresilience.testing.flink.LocalCluster;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple1;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;

/** T7: a function may emit the same object again and again, with other content. */
class TrapT07ReusedOutputITCase extends TrapScenario {
    private static final TypeInformation<Tuple1<Integer>> TYPE = Types.TUPLE(Types.INT);
    private static final OutputTag<Tuple1<Integer>> SIDE = new OutputTag<>("side", TYPE);

    private final Tape<Integer> side = new Tape<>();

    @Override
    void build(JobUnderTest job) {
        SingleOutputStreamOperator<Tuple1<Integer>> wrapped =
                job.process(job.env.fromData(3), new CountUp(), TYPE);
        job.bury(wrapped);
        job.results.record(wrapped.map(each -> each.f0));
        side.record(wrapped.getSideOutput(SIDE).map(each -> each.f0));
    }

    @Override
    Handling obvious() {
        return Handling.obviousWithBuffer();
    }

    @Override
    void expect(Outcome outcome) {
        outcome.assertFinished();
        assertThat(outcome.results()).containsExactly(1, 2, 3);
        assertThat(side.played()).containsExactly(1, 2, 3);
    }

    @Override
    String faultOfTheObviousCode() {
        return "[3, 3, 3]";
    }

    /** What {@link Emission#ATOMIC_UNCOPIED} says: the function promises not to do it. */
    @Test
    void shouldCopyNothingWhenToldSo(LocalCluster cluster) throws Exception {
        JobUnderTest job =
                new JobUnderTest(Handling.ours(THREE_TRIES.withEmission(Emission.ATOMIC_UNCOPIED)));
        build(job);

        assertThat(job.run(cluster).results()).containsExactly(3, 3, 3);
        assertThat(side.played()).containsExactly(3, 3, 3);
    }

    private static final class CountUp extends ProcessFunction<Integer, Tuple1<Integer>> {
        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(Integer last, Context context, Collector<Tuple1<Integer>> out) {
            Tuple1<Integer> reused = new Tuple1<>();
            for (int i = 1; i <= last; i++) {
                reused.f0 = i;
                out.collect(reused);
                context.output(SIDE, reused);
            }
        }
    }
}
