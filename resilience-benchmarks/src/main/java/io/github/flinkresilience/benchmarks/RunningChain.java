// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.benchmarks;

import java.util.function.Consumer;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** A chain of operators in a running job, into which one thread puts records. */
final class RunningChain<T> {
    private final JobClient job;
    private final Output<StreamRecord<T>> input;

    private RunningChain(JobClient job, Output<StreamRecord<T>> input) {
        this.job = job;
        this.input = input;
    }

    /** Starts a job; its chain must be built without a shuffle. */
    static <T> RunningChain<T> start(TypeInformation<T> type, Consumer<DataStream<T>> chain)
            throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        // Else Flink copies records between operators: bytes that are not ours.
        env.getConfig().enableObjectReuse();
        chain.accept(env.fromSequence(0, 0).transform("entry", type, new ChainEntry<>()));
        return new RunningChain<>(env.executeAsync(), ChainEntry.borrow());
    }

    /** Takes a record through the whole chain. */
    void process(StreamRecord<T> record) {
        input.collect(record);
    }

    /** Ends the job. */
    void stop() throws Exception {
        ChainEntry.giveBack();
        job.getJobExecutionResult().get();
    }
}
