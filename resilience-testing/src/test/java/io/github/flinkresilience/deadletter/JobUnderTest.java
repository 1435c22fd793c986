// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import io.github.flinkresilience.testing.flink.LocalCluster;
import io.github.flinkresilience.testing.flink.LocalJob;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;

/** A job whose functions are wrapped one way or the other, and what comes out of it. */
final class JobUnderTest {
    static final Duration DEADLINE = Duration.ofSeconds(60);

    /** Name and uid of the wrapped operator. */
    static final String WRAPPED = "wrapped";

    final StreamExecutionEnvironment env;
    final Tape<Object> results = new Tape<>();
    final Tape<String> dead = new Tape<>();
    final Tape<DeadLetter> letters = new Tape<>();

    private final Handling handling;

    JobUnderTest(Handling handling) {
        this(handling, new Configuration());
    }

    JobUnderTest(Handling handling, Configuration options) {
        this.handling = handling;
        // Where a job may fail for good, restarts are only time lost.
        Configuration complete = new Configuration();
        complete.setString("restart-strategy.type", "none");
        complete.addAll(options);
        env = StreamExecutionEnvironment.getExecutionEnvironment(complete);
        env.setParallelism(1);
    }

    /** The numbers from 0, so many each second. */
    DataStream<Long> numbers(long count, double perSecond) {
        return env.fromSource(
                        new DataGeneratorSource<>(
                                number -> number,
                                count,
                                RateLimiterStrategy.perSecond(perSecond),
                                Types.LONG),
                        WatermarkStrategy.noWatermarks(),
                        "numbers")
                .uid("numbers");
    }

    <I, O> SingleOutputStreamOperator<O> process(
            DataStream<I> records, ProcessFunction<I, O> function, TypeInformation<O> type) {
        return named(records.process(handling.wrap(function)).returns(type));
    }

    <K, I, O> SingleOutputStreamOperator<O> process(
            KeyedStream<I, K> records,
            KeyedProcessFunction<K, I, O> function,
            TypeInformation<O> type) {
        return named(records.process(handling.wrap(function)).returns(type));
    }

    /** Records the results and the dead letters of a wrapped operator. */
    void end(SingleOutputStreamOperator<?> wrapped) {
        results.record(wrapped);
        bury(wrapped);
    }

    /** Records the dead letters of a wrapped operator. */
    void bury(SingleOutputStreamOperator<?> wrapped) {
        dead.record(handling.deadLetters(wrapped));
        if (handling instanceof Handling.Ours) {
            letters.record(DeadLetters.of(wrapped));
        }
    }

    /** Runs the job to its end. */
    Outcome run(LocalCluster cluster) throws Exception {
        return outcome(cluster.submit(env));
    }

    /** Waits for the job's end. */
    Outcome outcome(LocalJob job) {
        return new Outcome(
                job.awaitTermination(DEADLINE),
                job.failureCause().orElse(null),
                results.played(),
                dead.played(),
                letters.played(),
                job.metrics().ofOperator(WRAPPED));
    }

    private static <O> SingleOutputStreamOperator<O> named(SingleOutputStreamOperator<O> wrapped) {
        return wrapped.name(WRAPPED).uid(WRAPPED);
    }
}
