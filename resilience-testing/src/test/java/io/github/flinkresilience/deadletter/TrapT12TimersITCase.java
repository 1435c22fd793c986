// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkresilience.testing.flink.LocalCluster;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** T12: a timer that fails has no record; what is left of it is in its dead letter. */
class TrapT12TimersITCase extends TrapScenario {

    @Override
    void build(JobUnderTest job) {
        build(job, new FailingTimer(3, new Tape<>()));
    }

    @Override
    void expect(Outcome outcome) {
        outcome.assertFinished();
        assertThat(outcome.results()).containsExactlyInAnyOrder("a", "bad", "a at 42");
        assertThat(outcome.dead()).containsExactly("timer");
        assertThat(outcome.metrics().latest("resilience.ledger.deadTimers")).isEqualTo(1);
        assertThat(outcome.metrics().latest("resilience.ledger.dead")).isZero();
        DeadLetter letter = outcome.letters().get(0);
        assertThat(letter.stage()).isEqualTo(Stage.TIMER);
        assertThat(letter.timer()).isEqualTo(new FiredTimer(TimeDomain.EVENT_TIME, 42));
        assertThat(letter.attempts().count()).isEqualTo(3);
        assertThat(letter.key().bytes()).isEqualTo("bad".getBytes(StandardCharsets.UTF_8));
        assertThat(letter.payload()).isEqualTo(Payload.none());
    }

    @Override
    String faultOfTheObviousCode() {
        return "FAILED";
    }

    @Test
    void shouldTryATimerAgainWhenItsFailureIsTransient(LocalCluster cluster) throws Exception {
        JobUnderTest job = new JobUnderTest(ours());
        build(job, new FailingTimer(2, new Tape<>()));

        Outcome outcome = job.run(cluster);

        outcome.assertFinished();
        assertThat(outcome.dead()).isEmpty();
        assertThat(outcome.results()).containsExactlyInAnyOrder("a", "bad", "a at 42", "bad at 42");
        assertThat(outcome.metrics().total("resilience.recordsRecovered")).isEqualTo(1);
    }

    /** Flink 2 has timers for keyed functions only. */
    @Tag("flink-1.20")
    @Test
    @SuppressWarnings("deprecation") // what is deprecated is still used
    void shouldBuryTheTimerOfAFunctionThatDoesNotKnowItsKey(LocalCluster cluster) throws Exception {
        JobUnderTest job = new JobUnderTest(ours());
        job.end(
                job.env
                        .fromData("a")
                        .keyBy(record -> record)
                        .process(DeadLetterFunctions.process(new FailingTimerWithoutKey())));

        Outcome outcome = job.run(cluster);

        outcome.assertFinished();
        assertThat(outcome.results()).containsExactly("a");
        DeadLetter letter = outcome.letters().get(0);
        assertThat(letter.timer()).isEqualTo(new FiredTimer(TimeDomain.EVENT_TIME, 42));
        assertThat(letter.key()).isNull();
    }

    private static void build(JobUnderTest job, FailingTimer function) {
        job.end(
                job.process(
                        job.env.fromData("a", "bad").keyBy(record -> record),
                        function,
                        Types.STRING));
    }

    /** Sets a timer for each record; those of "bad" fail so many times. */
    private static final class FailingTimer extends KeyedProcessFunction<String, String, String> {
        private static final long serialVersionUID = 1L;

        private final int failures;
        private final Tape<String> tries;

        FailingTimer(int failures, Tape<String> tries) {
            this.failures = failures;
            this.tries = tries;
        }

        @Override
        public void processElement(String record, Context context, Collector<String> out) {
            context.timerService().registerEventTimeTimer(42);
            out.collect(record);
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext context, Collector<String> out) {
            if (context.getCurrentKey().equals("bad")) {
                Functions.failFirst(failures, context.getCurrentKey(), tries);
            }
            out.collect(context.getCurrentKey() + " at " + timestamp);
        }
    }

    /** Sets a timer for each record; all of them fail. */
    private static final class FailingTimerWithoutKey extends ProcessFunction<String, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(String record, Context context, Collector<String> out) {
            context.timerService().registerEventTimeTimer(42);
            out.collect(record);
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext context, Collector<String> out) {
            throw new IllegalStateException("timer at " + timestamp);
        }
    }
}
