// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.flinkresilience.testing.flink.LocalCluster;
import io.github.flinkresilience.testing.junit.LocalClusterExtension;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** T24: Flink drops a side output that nobody reads, so such a job does not start. */
@ExtendWith(LocalClusterExtension.class)
class TrapT24UnreadDeadLettersITCase {
    private final JobUnderTest job = new JobUnderTest(Handling.ours(TrapScenario.THREE_TRIES));
    private final StreamExecutionEnvironment env = job.env;

    @Test
    void shouldNotStartWhenNobodyAsksForTheDeadLetters() {
        wrapped(job).sinkTo(new DiscardingSink<>());

        assertThatIllegalStateException()
                .isThrownBy(env::getExecutionPlan)
                .withMessageContaining("go nowhere")
                .withMessageContaining("DeadLetters.of(stream)");
    }

    @Test
    void shouldNotStartWhenTheDeadLettersHaveNoReader() {
        SingleOutputStreamOperator<Integer> wrapped = wrapped(job);
        wrapped.sinkTo(new DiscardingSink<>());
        DataStream<DeadLetter> unused = DeadLetters.of(wrapped);

        assertThatIllegalStateException()
                .isThrownBy(env::getExecutionPlan)
                .withMessageContaining("operator 'wrapped' go nowhere")
                .withMessageContaining("nothing reads its stream");
    }

    @Test
    void shouldStartWhenTheDeadLettersAreReadAfterAUnion() {
        SingleOutputStreamOperator<Integer> first = wrapped(job);
        SingleOutputStreamOperator<Integer> second = wrapped(job).uid("second");
        DeadLetters.union(first, second).sinkTo(new DiscardingSink<>());

        assertThat(env.getExecutionPlan()).isNotEmpty();
    }

    @Test
    void shouldStartWhenOneOfTwoStreamsOfTheSameDeadLettersIsRead() {
        SingleOutputStreamOperator<Integer> wrapped = wrapped(job);
        DeadLetters.of(wrapped).sinkTo(new DiscardingSink<>());
        DataStream<DeadLetter> unused = DeadLetters.of(wrapped);

        assertThat(env.getExecutionPlan()).isNotEmpty();
    }

    @Test
    void shouldRefuseAnOperatorThatIsNotWrapped() {
        SingleOutputStreamOperator<String> bare =
                env.fromData("1").map(text -> text).returns(Types.STRING).name("bare");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeadLetters.of(bare))
                .withMessageContaining("'bare'")
                .withMessageContaining("wrap its function with DeadLetterFunctions");
    }

    @Test
    void shouldRefuseOneWrapperForTwoOperatorsWhenBothAreAskedForDeadLetters() {
        DeadLetterProcessFunction<String, Integer> shared =
                DeadLetterFunctions.process(Functions.parse());
        SingleOutputStreamOperator<Integer> first = operator(shared, "first");
        SingleOutputStreamOperator<Integer> second = operator(shared, "second");
        DeadLetters.of(first).sinkTo(new DiscardingSink<>());

        assertThatIllegalStateException()
                .isThrownBy(() -> DeadLetters.of(second))
                .withMessageContaining("'first' and 'second'");
    }

    @Test
    void shouldNotStartWhenOneWrapperServesTwoOperators() {
        DeadLetterProcessFunction<String, Integer> shared =
                DeadLetterFunctions.process(Functions.parse());
        DeadLetters.of(operator(shared, "first")).sinkTo(new DiscardingSink<>());
        operator(shared, "second").sinkTo(new DiscardingSink<>());

        assertThatIllegalStateException()
                .isThrownBy(env::getExecutionPlan)
                .withMessageContaining("'first' and 'second'");
    }

    @Test
    void shouldNoticeThatTheObviousCodeDropsARecordSilently(LocalCluster cluster) throws Exception {
        JobUnderTest obvious = new JobUnderTest(Handling.obvious(Exception.class));
        obvious.results.record(wrapped(obvious));

        Outcome outcome = obvious.run(cluster);

        outcome.assertFinished();
        assertThat(outcome.results()).containsExactly(1);
    }

    private SingleOutputStreamOperator<Integer> operator(
            DeadLetterProcessFunction<String, Integer> function, String name) {
        return env.fromData("1", "two").process(function).returns(Types.INT).name(name);
    }

    private static SingleOutputStreamOperator<Integer> wrapped(JobUnderTest job) {
        return job.process(job.env.fromData("1", "two"), Functions.parse(), Types.INT);
    }
}
