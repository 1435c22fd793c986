// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkresilience.testing.flink.LocalCluster;
import io.github.flinkresilience.testing.junit.LocalClusterExtension;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** T22: a dead letter that cannot be written fails the job; it is not lost, and not tried again. */
@ExtendWith(LocalClusterExtension.class)
class TrapT22UnwritableDeadLetterITCase {
    private final JobUnderTest job = new JobUnderTest(Handling.ours(TrapScenario.THREE_TRIES));

    @Test
    void shouldFailTheJobAndNameTheRecordWhenItCannotBeEncoded(LocalCluster cluster)
            throws Exception {
        Tape<String> encoded = new Tape<>();
        SingleOutputStreamOperator<String> wrapped =
                job.env
                        .fromData("good", "bad")
                        .process(
                                DeadLetterFunctions.process(
                                                Functions.failOnBad(
                                                        new IllegalStateException("broken rule")),
                                                TrapScenario.THREE_TRIES)
                                        .withOrigin(record -> Origin.at("file:" + record))
                                        .withPayloadEncoder(
                                                record -> {
                                                    encoded.add(record);
                                                    throw new IOException("no codec");
                                                }))
                        .returns(Types.STRING)
                        .name(JobUnderTest.WRAPPED);
        job.end(wrapped);

        Outcome outcome = job.run(cluster);

        outcome.assertFailed("file:bad", JobUnderTest.WRAPPED + "[0]", "no codec", "broken rule");
        assertThat(outcome.dead()).isEmpty();
        assertThat(encoded.played()).containsExactly("bad");
    }

    /** An origin is worth much, but not the job. */
    @Test
    void shouldBuryRecordsWithoutOriginWhenTheirOriginCannotBeTold(LocalCluster cluster)
            throws Exception {
        job.end(
                job.env
                        .fromData("bad", "worse")
                        .process(
                                DeadLetterFunctions.process(Functions.parse())
                                        .withOrigin(
                                                record ->
                                                        record.equals("bad")
                                                                ? null
                                                                : Origin.at(record.substring(9))))
                        .returns(Types.INT));

        Outcome outcome = job.run(cluster);

        outcome.assertFinished();
        assertThat(outcome.letters())
                .extracting(DeadLetter::origin)
                .containsExactly(Origin.unknown(), Origin.unknown());
    }

    @Test
    void shouldFailTheJobWhenTheSinkOfDeadLettersFails(LocalCluster cluster) throws Exception {
        SingleOutputStreamOperator<String> wrapped =
                job.process(
                        job.env.fromData("bad", "good"),
                        Functions.failOnBad(new IllegalStateException("broken rule")),
                        Types.STRING);
        job.results.record(wrapped);
        Tape<String> written = new Tape<>();
        job.results.record(
                DeadLetters.of(wrapped)
                        .process(
                                Functions.of(
                                        (DeadLetter letter, Collector<String> out) -> {
                                            written.add(letter.id());
                                            throw new IOException("topic is gone");
                                        }))
                        .returns(Types.STRING));

        Outcome outcome = job.run(cluster);

        outcome.assertFailed("topic is gone");
        assertThat(written.played()).hasSize(1);
        assertThat(outcome.results()).isEmpty();
    }

    /** The obvious code for a dead letter that cannot be written: a line in the log. */
    @Test
    void shouldNoticeThatTheObviousCodeOnlyLogs(LocalCluster cluster) throws Exception {
        JobUnderTest obvious = new JobUnderTest(Handling.obvious(Exception.class));
        obvious.results.record(obvious.env.fromData("good", "bad").process(new OnlyLogging()));

        Outcome outcome = obvious.run(cluster);

        outcome.assertFinished();
        assertThat(outcome.results()).containsExactly("good");
    }

    private static final class OnlyLogging extends ProcessFunction<String, String> {
        private static final long serialVersionUID = 1L;
        private static final Logger LOG = LoggerFactory.getLogger(OnlyLogging.class);

        @Override
        public void processElement(String record, Context context, Collector<String> out) {
            try {
                if (record.equals("bad")) {
                    context.output(ObviousCatch.TAG, encode(record));
                } else {
                    out.collect(record);
                }
            } catch (IOException unwritable) {
                LOG.warn("Cannot write a dead letter.", unwritable);
            }
        }

        private static String encode(String record) throws IOException {
            throw new IOException("no codec for " + record);
        }
    }
}
