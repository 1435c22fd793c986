// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkresilience.deadletter.DeadLetters;
import io.github.flinkresilience.deserialization.Decoded;
import io.github.flinkresilience.testing.Await;
import io.github.flinkresilience.testing.flink.LocalCluster;
import io.github.flinkresilience.testing.junit.KafkaExtension;
import io.github.flinkresilience.testing.junit.LocalClusterExtension;
import io.github.flinkresilience.testing.kafka.KafkaBroker;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** T25: a dead letter that moves the watermark makes the values after it late. */
@ExtendWith({KafkaExtension.class, LocalClusterExtension.class})
class TrapT25DeadLettersAndWatermarksITCase {

    @Test
    void shouldNotMakeValuesLateByADeadLetter(KafkaBroker broker, LocalCluster cluster)
            throws Exception {
        broker.createTopic("t25-late", 1);
        TopicJob.once(broker, "t25-late").write(0, "1000", "bad", "2000", "12000");

        putsAllValuesIntoTheirWindows(broker, cluster, Decoded.watermarks(timeOfNumber()));
        assertThatThrownBy(
                        () ->
                                putsAllValuesIntoTheirWindows(
                                        broker,
                                        cluster,
                                        WatermarkStrategy.<Decoded<String>>forGenerator(
                                                        context -> new EachEvent<>())
                                                .withTimestampAssigner(
                                                        (decoded, ofSource) ->
                                                                decoded.value()
                                                                        .map(Long::parseLong)
                                                                        .orElse(ofSource))))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("[\"1000\"]");
    }

    @Test
    void shouldNotHoldWindowsBackByAPartitionOfDeadLetters(KafkaBroker broker, LocalCluster cluster)
            throws Exception {
        broker.createTopic("t25-idle", 2);
        TopicJob job = TopicJob.forever(broker, "t25-idle");
        window(job, Decoded.watermarks(timeOfNumber().withIdleness(Duration.ofMillis(300))));
        job.write(0, "1000", "2000", "12000");

        job.submit(cluster);

        Await.until(
                "first window fired, though the other partition is never still",
                TopicJob.DEADLINE,
                () -> {
                    job.write(1, 0L, "bad");
                    return job.values.played().contains("1000,2000");
                });
        assertThat(job.letters.played()).isNotEmpty();
    }

    private static void putsAllValuesIntoTheirWindows(
            KafkaBroker broker, LocalCluster cluster, WatermarkStrategy<Decoded<String>> watermarks)
            throws Exception {
        TopicJob job = TopicJob.once(broker, "t25-late");
        window(job, watermarks);

        job.finish(cluster);

        assertThat(job.letters.played()).hasSize(1);
        assertThat(job.values.played()).containsExactly("1000,2000", "12000");
    }

    private static void window(TopicJob job, WatermarkStrategy<Decoded<String>> watermarks) {
        SingleOutputStreamOperator<String> values =
                Decoded.split(job.source(TopicJob.ours(), watermarks));
        job.letters.record(DeadLetters.of(values));
        job.values.record(
                values.windowAll(TumblingEventTimeWindows.of(Duration.ofSeconds(10)))
                        .reduce((one, other) -> one + "," + other));
    }

    private static WatermarkStrategy<String> timeOfNumber() {
        return WatermarkStrategy.<String>forGenerator(context -> new EachEvent<>())
                .withTimestampAssigner((number, ofSource) -> Long.parseLong(number));
    }

    /** Emits at once, so that nothing depends on when a timer fires. */
    private static final class EachEvent<T> implements WatermarkGenerator<T> {
        @Override
        public void onEvent(T event, long timestamp, WatermarkOutput output) {
            output.emitWatermark(new Watermark(timestamp));
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {}
    }
}
