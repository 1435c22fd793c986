// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkresilience.testing.Await;
import io.github.flinkresilience.testing.flink.LocalJob;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.junit.jupiter.api.Nested;

/** T2: the interruption of a cancelled task is no record's failure, however deep it is wrapped. */
class TrapT02CancellationITCase {

    @Nested
    class WhileDownstreamBlocks extends Scenario {
        @Override
        void build(JobUnderTest job) {
            SingleOutputStreamOperator<String> wrapped =
                    job.process(
                            job.env.fromData("good"),
                            Functions.of((record, out) -> out.collect(record)),
                            Types.STRING);
            job.bury(wrapped);
            job.results.record(wrapped.map(blockForever(blocked)));
        }
    }

    @Nested
    class WhileUserCodeBlocks extends Scenario {
        @Override
        void build(JobUnderTest job) {
            MapFunction<String, String> block = blockForever(blocked);
            DataStream<String> records = job.env.fromData("good");
            job.end(
                    job.process(
                            records,
                            Functions.of(
                                    (record, out) -> {
                                        try {
                                            out.collect(block.map(record));
                                        } catch (InterruptedException wrapped) {
                                            throw new IllegalStateException("call", wrapped);
                                        }
                                    }),
                            Types.STRING));
        }
    }

    private abstract static class Scenario extends TrapScenario {
        final Tape<String> blocked = new Tape<>();

        @Override
        void whileRunning(LocalJob running, JobUnderTest job) {
            Await.until("blocked", JobUnderTest.DEADLINE, () -> blocked.size() > 0);
            running.cancel();
        }

        @Override
        void expect(Outcome outcome) {
            assertThat(outcome.status()).isEqualTo(JobStatus.CANCELED);
            assertThat(outcome.dead()).isEmpty();
        }

        @Override
        String faultOfTheObviousCode() {
            return "good";
        }

        static MapFunction<String, String> blockForever(Tape<String> blocked) {
            return record -> {
                blocked.add(record);
                new CountDownLatch(1).await();
                return record;
            };
        }
    }
}
