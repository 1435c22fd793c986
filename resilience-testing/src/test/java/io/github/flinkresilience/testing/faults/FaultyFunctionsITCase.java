// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkresilience.deadletter.Tape;
import io.github.flinkresilience.testing.flink.LocalCluster;
import io.github.flinkresilience.testing.flink.LocalJob;
import io.github.flinkresilience.testing.junit.LocalClusterExtension;
import java.time.Duration;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Functions and operators that follow a plan, in jobs. */
@ExtendWith(LocalClusterExtension.class)
class FaultyFunctionsITCase {
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final FaultPlan NEVER = FaultPlan.failAt(Long.MAX_VALUE);

    private final Tape<Object> results = new Tape<>();
    private final Tape<String> life = new Tape<>();
    private StreamExecutionEnvironment env;

    @BeforeEach
    void describeEnvironment() {
        Configuration options = new Configuration();
        options.setString("restart-strategy.type", "fixed-delay");
        options.setString("restart-strategy.fixed-delay.attempts", "20");
        options.setString("restart-strategy.fixed-delay.delay", "1 ms");
        env = StreamExecutionEnvironment.getExecutionEnvironment(options);
        env.setParallelism(1);
        env.enableCheckpointing(20);
    }

    @Test
    void shouldEmitWhatTheyGetWhenThePlanNeverFires(LocalCluster cluster) throws Exception {
        results.record(
                env.fromData("a", "b")
                        .map(NEVER.mapFunction())
                        .process(NEVER.processFunction())
                        .keyBy(record -> record)
                        .process(NEVER.keyedProcessFunction())
                        .returns(Types.STRING)
                        .transform("operator", Types.STRING, NEVER.operator()));

        LocalJob job = finish(cluster);

        assertThat(job.restarts()).isZero();
        assertThat(results.played()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void shouldComeToAllPointsOfAMapFunction(LocalCluster cluster) throws Exception {
        FaultPlan plan = everywhere().and(FaultPlan.inClose(5));
        results.record(env.fromData("a", "b").map(plan.mapFunction()));

        assertAllFire(plan, 6, cluster);
    }

    @Test
    void shouldComeToAllPointsOfAProcessFunction(LocalCluster cluster) throws Exception {
        FaultPlan plan = everywhere().and(FaultPlan.inClose(5));
        results.record(env.fromData("a", "b").process(plan.processFunction()));

        assertAllFire(plan, 6, cluster);
    }

    @Test
    void shouldComeToAllPointsOfAKeyedProcessFunction(LocalCluster cluster) throws Exception {
        FaultPlan plan = everywhere().and(FaultPlan.onTimer()).and(FaultPlan.inClose(6));
        results.record(
                env.fromData("a", "b")
                        .keyBy(record -> record)
                        .process(plan.keyedProcessFunction())
                        .returns(Types.STRING));

        assertAllFire(plan, 7, cluster);
    }

    @Test
    void shouldComeToAllPointsOfAnOperator(LocalCluster cluster) throws Exception {
        FaultPlan plan = everywhere().and(FaultPlan.inFinish()).and(FaultPlan.inClose(6));
        results.record(env.fromData("a", "b").transform("operator", Types.STRING, plan.operator()));

        assertAllFire(plan, 7, cluster);
    }

    private void assertAllFire(FaultPlan plan, int firings, LocalCluster cluster) throws Exception {
        finish(cluster);

        assertThat(plan.firings()).isEqualTo(firings);
        assertThat(results.played()).contains("a", "b");
    }

    @Test
    void shouldLiveTheLifeOfTheUsersFunctions(LocalCluster cluster) throws Exception {
        DataStream<Integer> numbers = env.fromData("1", "2").map(NEVER.map(new Parse(life)));
        results.record(numbers.process(NEVER.process(new Twice())));

        finish(cluster);

        assertThat(results.played()).containsExactly(2, 4);
        assertThat(life.played().stream().distinct())
                .containsExactly("initializeState", "open", "snapshotState", "complete", "close");
    }

    /** All points but close: a task that has failed must close well to keep its task manager. */
    private static FaultPlan everywhere() {
        return FaultPlan.inInitializeState(0)
                .and(FaultPlan.inOpen(0))
                .and(FaultPlan.failAt(1))
                .and(FaultPlan.inSnapshot())
                .and(FaultPlan.inNotifyCheckpointComplete(1));
    }

    private LocalJob finish(LocalCluster cluster) throws Exception {
        LocalJob job = cluster.submit(env);
        assertThat(job.awaitTermination(DEADLINE)).isEqualTo(JobStatus.FINISHED);
        return job;
    }

    /** A map function that is everything else that it can be. */
    private static final class Parse extends RichMapFunction<String, Integer>
            implements CheckpointedFunction, CheckpointListener {
        private static final long serialVersionUID = 1L;

        private final Tape<String> life;

        Parse(Tape<String> life) {
            this.life = life;
        }

        @Override
        public void initializeState(FunctionInitializationContext context) {
            life.add("initializeState");
        }

        @Override
        public void open(OpenContext context) {
            life.add(getRuntimeContext() == null ? "no context" : "open");
        }

        @Override
        public Integer map(String text) {
            return Integer.parseInt(text);
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) {
            life.add("snapshotState");
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            life.add("complete");
        }

        @Override
        public void close() {
            life.add("close");
        }
    }

    private static final class Twice extends ProcessFunction<Integer, Integer> {
        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(Integer number, Context context, Collector<Integer> out) {
            out.collect(2 * number);
        }
    }
}
