// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkresilience.deadletter.DeadLetter;
import io.github.flinkresilience.deadletter.DeadLetterFunctions;
import io.github.flinkresilience.deadletter.DeadLetters;
import io.github.flinkresilience.deadletter.FailurePolicy;
import io.github.flinkresilience.deadletter.Payload;
import io.github.flinkresilience.retry.Backoff;
import io.github.flinkresilience.retry.RetryPolicy;
import io.github.flinkresilience.testing.faults.FaultPlan;
import io.github.flinkresilience.testing.flink.LocalCluster;
import io.github.flinkresilience.testing.flink.LocalJob;
import java.time.Duration;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;

/**
 * A bounded source that can be rewound, a wrapped keyed function that follows a plan, results and
 * dead letters: each number has exactly one of both, whatever the plan does.
 */
final class NumbersJob {
    static final Duration DEADLINE = Duration.ofSeconds(60);
    static final String JUDGE = "judge";

    final StreamExecutionEnvironment env;
    final CommittedTape<String> results = new CommittedTape<>();
    final CommittedTape<DeadLetter> letters = new CommittedTape<>();

    private final int count;

    /**
     * A job that is restarted at once, as often as it takes.
     *
     * @param count the numbers are 0 to this, exclusively
     */
    NumbersJob(int count) {
        this.count = count;
        Configuration options = new Configuration();
        options.setString("restart-strategy.type", "fixed-delay");
        options.setString("restart-strategy.fixed-delay.attempts", "1000000");
        options.setString("restart-strategy.fixed-delay.delay", "1 ms");
        env = StreamExecutionEnvironment.getExecutionEnvironment(options);
        env.setParallelism(1);
        env.enableCheckpointing(20);
    }

    static FailurePolicy threeTries() {
        return FailurePolicy.of(RetryPolicy.of(3, Backoff.none()));
    }

    NumbersJob follow(FaultPlan plan) {
        return follow(plan, threeTries());
    }

    NumbersJob follow(FaultPlan plan, FailurePolicy policy) {
        return follow(plan, policy, UnaryOperator.identity());
    }

    /** Also puts something between the function and where its results are committed. */
    NumbersJob follow(
            FaultPlan plan, FailurePolicy policy, UnaryOperator<DataStream<String>> behind) {
        SingleOutputStreamOperator<String> judged =
                env.fromSource(numbers(), WatermarkStrategy.noWatermarks(), "numbers")
                        .keyBy(number -> number % 7)
                        .process(
                                DeadLetterFunctions.keyed(plan.keyed(new Judge()), policy)
                                        .withPayloadEncoder(
                                                number ->
                                                        Payload.of(
                                                                number.toString().getBytes(UTF_8),
                                                                "text")))
                        .name(JUDGE)
                        .uid(JUDGE);
        results.record(behind.apply(judged));
        letters.record(DeadLetters.of(judged));
        return this;
    }

    /** Runs the job to its end, which has to be a good one. */
    LocalJob finish(LocalCluster cluster) throws Exception {
        return awaitFinish(cluster.submit(env));
    }

    static LocalJob awaitFinish(LocalJob job) {
        JobStatus status = job.awaitTermination(DEADLINE);
        assertThat(status)
                .as(() -> job.failureCause().map(ExceptionUtils::stringifyException).orElse("?"))
                .isEqualTo(JobStatus.FINISHED);
        return job;
    }

    /** The dead letters as texts: the number, or the timer. */
    List<String> dead() {
        return letters.played().stream().map(NumbersJob::text).toList();
    }

    /** Each number is judged or dead, each timer of a judged one has fired or is dead, all once. */
    void assertOneDisposition(LongPredicate deadRecords, LongPredicate deadTimers) {
        assertThat(dead())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(
                                        numbers(deadRecords).map(number -> "" + number),
                                        numbers(deadRecords.negate().and(deadTimers))
                                                .map(number -> "timer " + number))
                                .toList());
        assertThat(results.played())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(
                                        numbers(deadRecords.negate()).map(number -> "ok " + number),
                                        numbers(deadRecords.or(deadTimers).negate())
                                                .map(number -> "timer " + number))
                                .toList());
    }

    /** What the function itself fails on is dead, and nothing else. */
    void assertOneDisposition() {
        assertOneDisposition(Judge::isPoison, number -> false);
    }

    private Stream<Long> numbers(LongPredicate chosen) {
        return LongStream.range(0, count).filter(chosen).boxed();
    }

    /** Slow enough for some checkpoints on the way. */
    private DataGeneratorSource<Long> numbers() {
        return new DataGeneratorSource<>(
                number -> number, count, RateLimiterStrategy.perSecond(500), Types.LONG);
    }

    /** The record as text, or the timer. */
    static String text(DeadLetter letter) {
        return letter.timer() == null
                ? new String(letter.payload().bytes(), UTF_8)
                : "timer " + letter.timer().timestamp();
    }
}
