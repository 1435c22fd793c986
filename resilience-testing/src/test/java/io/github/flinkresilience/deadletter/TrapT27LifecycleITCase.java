// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkresilience.retry.RetryPolicy;
import io.github.flinkresilience.testing.Await;
import io.github.flinkresilience.testing.flink.LocalCluster;
import javax.annotation.Nullable;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.accumulators.IntCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.operators.OutputTypeConfigurable;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;

/** T27: a wrapped function lives the life that it would live bare. */
class TrapT27LifecycleITCase extends TrapScenario {
    private static final OutputTag<String> SIDE = new OutputTag<>("side", Types.STRING);

    private final Tape<String> life = new Tape<>();

    @Override
    void build(JobUnderTest job) {
        job.env.enableCheckpointing(20);
        SingleOutputStreamOperator<Integer> wrapped =
                job.process(job.env.fromData("1", "bad"), new Everything(life), Types.INT);
        job.end(wrapped);
        job.results.record(wrapped.getSideOutput(SIDE));
    }

    @Override
    void expect(Outcome outcome) {
        outcome.assertFinished();
        assertThat(outcome.dead()).containsExactly("bad");
        assertThat(outcome.results()).containsExactlyInAnyOrder(1, "beside 1");
        assertThat(life.played().stream().distinct())
                .containsExactly(
                        "initializeState",
                        "open for Integer",
                        "snapshotState",
                        "checkpoint complete",
                        "close");
    }

    @Override
    String faultOfTheObviousCode() {
        return "initializeState";
    }

    @Test
    void shouldTellTheFunctionWhenACheckpointIsAborted(LocalCluster cluster) throws Exception {
        JobUnderTest job = new JobUnderTest(Handling.ours(FailurePolicy.of(RetryPolicy.NONE)));
        job.env.enableCheckpointing(20);
        job.env.getCheckpointConfig().setCheckpointTimeout(100);
        job.env.getCheckpointConfig().setTolerableCheckpointFailureNumber(100);
        SingleOutputStreamOperator<Integer> wrapped =
                job.process(job.env.fromData("1"), new Everything(life), Types.INT);
        job.bury(wrapped);
        job.results.record(wrapped.rebalance().process(new SnapshotAfterAbortion(life)));

        job.run(cluster).assertFinished();

        assertThat(life.played()).contains("checkpoint aborted");
    }

    @Test
    void shouldShowAccumulatorsOfTheFunction(LocalCluster cluster) throws Exception {
        StreamExecutionEnvironment env = cluster.environment();
        SingleOutputStreamOperator<Integer> wrapped =
                env.fromData("1", "bad")
                        .process(DeadLetterFunctions.process(new Everything(life)))
                        .setParallelism(1);
        DeadLetters.of(wrapped).sinkTo(new DiscardingSink<>());

        Integer records = env.execute().getAccumulatorResult("records");

        assertThat(records).isEqualTo(2);
    }

    /**
     * A function may fail to close what it has not opened, and from Flink 2.2 on that ends the task
     * manager.
     */
    @Test
    void shouldHaveOpenedTheFunctionThatIsClosedWhenTheWrapperCannotOpen(LocalCluster cluster)
            throws Exception {
        JobUnderTest job = new JobUnderTest(ours());
        job.bury(
                job.env
                        .fromData("1")
                        .process(
                                DeadLetterFunctions.process(new Everything(life))
                                        .withPayloadEncoder(new NeverOpen())));

        job.run(cluster).assertFailed("no encoder today");

        assertThat(life.played()).containsExactly("initializeState", "open for Integer", "close");
    }

    /** A function may keep its collector: what it emits between records is nobody's to discard. */
    @Test
    void shouldEmitWhatTheFunctionEmitsBetweenRecords(LocalCluster cluster) throws Exception {
        JobUnderTest job = new JobUnderTest(ours());
        job.env.enableCheckpointing(20);
        job.end(job.process(job.numbers(30, 100), new EmitAtCheckpoints(life), Types.STRING));

        Outcome outcome = job.run(cluster);

        outcome.assertFinished();
        assertThat(outcome.dead()).hasSize(30);
        assertThat(outcome.results()).isNotEmpty().isEqualTo(life.played());
    }

    /** Everything that a function may be. */
    private static final class Everything extends ProcessFunction<String, Integer>
            implements CheckpointedFunction, CheckpointListener, OutputTypeConfigurable<Integer> {
        private static final long serialVersionUID = 1L;

        private final Tape<String> life;
        private String outputType = "nothing";
        private transient IntCounter counter;

        Everything(Tape<String> life) {
            this.life = life;
        }

        @Override
        public void setOutputType(TypeInformation<Integer> type, ExecutionConfig config) {
            outputType = type.toString();
        }

        @Override
        public void initializeState(FunctionInitializationContext context) {
            life.add("initializeState");
        }

        @Override
        public void open(OpenContext context) {
            life.add("open for " + outputType);
            counter = getRuntimeContext().getIntCounter("records");
        }

        @Override
        public void processElement(String record, Context context, Collector<Integer> out) {
            counter.add(1);
            int number = Integer.parseInt(record);
            context.output(SIDE, "beside " + number);
            out.collect(number);
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) {
            life.add("snapshotState");
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            life.add("checkpoint complete");
        }

        @Override
        public void notifyCheckpointAborted(long checkpointId) {
            life.add("checkpoint aborted");
        }

        @Override
        public void close() {
            life.add("close");
        }
    }

    /** An encoder that cannot be opened. */
    private static final class NeverOpen implements PayloadEncoder<String> {
        private static final long serialVersionUID = 1L;

        @Override
        public void open(SerializationSchema.InitializationContext context) {
            throw new IllegalStateException("no encoder today");
        }

        @Override
        public Payload encode(@Nullable String record) {
            return Payload.none();
        }
    }

    /** Lets no checkpoint complete before one was aborted. */
    private static final class SnapshotAfterAbortion extends ProcessFunction<Integer, Integer>
            implements CheckpointedFunction {
        private static final long serialVersionUID = 1L;

        private final Tape<String> life;

        SnapshotAfterAbortion(Tape<String> life) {
            this.life = life;
        }

        @Override
        public void initializeState(FunctionInitializationContext context) {}

        @Override
        public void processElement(Integer record, Context context, Collector<Integer> out) {
            out.collect(record);
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) {
            Await.until(
                    "a checkpoint is aborted",
                    JobUnderTest.DEADLINE,
                    () -> life.played().contains("checkpoint aborted"));
        }
    }

    /** Emits with each checkpoint, and fails on each record. */
    private static final class EmitAtCheckpoints extends ProcessFunction<Long, String>
            implements CheckpointedFunction {
        private static final long serialVersionUID = 1L;

        private final Tape<String> life;
        @Nullable private transient Collector<String> kept;

        EmitAtCheckpoints(Tape<String> life) {
            this.life = life;
        }

        @Override
        public void initializeState(FunctionInitializationContext context) {}

        @Override
        public void processElement(Long record, Context context, Collector<String> out) {
            kept = out;
            throw new IllegalStateException("poison");
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) {
            if (kept != null) {
                String checkpoint = "checkpoint " + context.getCheckpointId();
                life.add(checkpoint);
                kept.collect(checkpoint);
            }
        }
    }
}
