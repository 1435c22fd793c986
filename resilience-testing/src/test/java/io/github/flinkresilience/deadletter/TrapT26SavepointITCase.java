// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkresilience.testing.Await;
import io.github.flinkresilience.testing.flink.LocalCluster;
import io.github.flinkresilience.testing.flink.LocalJob;
import io.github.flinkresilience.testing.junit.LocalClusterExtension;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** T26: a wrapper can be added to a job and taken from it, with a savepoint in between. */
@ExtendWith(LocalClusterExtension.class)
class TrapT26SavepointITCase {
    private static final Handling OURS = Handling.ours(TrapScenario.THREE_TRIES);
    private static final long COUNT = 100;

    static final List<Arguments> CHANGES =
            List.of(
                    Arguments.of(OURS, Handling.none(), 1),
                    Arguments.of(Handling.none(), OURS, 1),
                    Arguments.of(OURS, OURS, 2));

    @TempDir private Path directory;

    @ParameterizedTest
    @FieldSource("CHANGES")
    void shouldKeepStateAndTimersWhenTheWrapperComesOrGoes(
            Handling first, Handling then, int parallelism, LocalCluster cluster) throws Exception {
        Tape<Long> seen = new Tape<>();
        JobUnderTest before = job(first, 100, seen);
        LocalJob running = cluster.submit(before.env);
        Await.until("half way", JobUnderTest.DEADLINE, () -> seen.size() >= COUNT / 4);
        String savepoint = running.stopWithSavepoint(directory);
        int seenBefore = seen.size();

        JobUnderTest after = job(then, 10_000, seen);
        after.env.setParallelism(parallelism);
        Outcome outcome = after.outcome(cluster.submit(after.env, savepoint));

        assertThat(before.results.played()).isEmpty();
        outcome.assertFinished();
        assertThat(seen.size()).isEqualTo(COUNT).isGreaterThan(seenBefore);
        assertThat(outcome.results()).containsExactlyInAnyOrder("0: 50", "1: 50");
        assertThat(outcome.metrics().latest("resilience.ledger.in"))
                .isEqualTo(inLedger(first, then, seenBefore));
    }

    /** A wrapper that comes counts from then on; one that stays goes on counting. */
    private static long inLedger(Handling first, Handling then, int seenBefore) {
        if (!then.equals(OURS)) {
            return 0;
        }
        return first.equals(OURS) ? COUNT : COUNT - seenBefore;
    }

    private static JobUnderTest job(Handling handling, double perSecond, Tape<Long> seen) {
        JobUnderTest job = new JobUnderTest(handling);
        job.end(
                job.process(
                        job.numbers(COUNT, perSecond).keyBy(number -> number % 2),
                        new CountUntilTheEnd(seen),
                        Types.STRING));
        return job;
    }

    /** Counts each key in state, and tells the count by a timer that it sets only once. */
    private static final class CountUntilTheEnd extends KeyedProcessFunction<Long, Long, String> {
        private static final long serialVersionUID = 1L;

        private final Tape<Long> seen;
        private transient ValueState<Integer> count;

        CountUntilTheEnd(Tape<Long> seen) {
            this.seen = seen;
        }

        @Override
        public void open(OpenContext context) {
            count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.INT));
        }

        @Override
        public void processElement(Long number, Context context, Collector<String> out)
                throws Exception {
            if (count.value() == null) {
                context.timerService().registerEventTimeTimer(Long.MAX_VALUE - 1);
                count.update(0);
            }
            count.update(count.value() + 1);
            seen.add(number);
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext context, Collector<String> out)
                throws Exception {
            out.collect(context.getCurrentKey() + ": " + count.value());
        }
    }
}
