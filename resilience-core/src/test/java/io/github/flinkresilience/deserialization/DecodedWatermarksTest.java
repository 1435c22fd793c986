// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deserialization;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.InstantiationUtil;
import org.apache.flink.util.clock.RelativeClock;
import org.junit.jupiter.api.Test;

class DecodedWatermarksTest {
    private static final long FAR_FUTURE = 1_000_000L;
    private static final Duration IDLE_AFTER = Duration.ofSeconds(5);
    private static final Decoded<Long> UNREADABLE = Decoded.deadLetter(Letters.unreadable());

    private final Context context = new Context();
    private final List<String> output = new ArrayList<>();

    @Test
    void shouldGiveValuesTheirTimestampsAndDeadLettersThoseOfTheSource() throws Exception {
        TimestampAssigner<Decoded<Long>> assigner = shipped().createTimestampAssigner(context);

        assertThat(assigner.extractTimestamp(Decoded.value(12L), 7L)).isEqualTo(12L);
        assertThat(assigner.extractTimestamp(UNREADABLE, 7L)).isEqualTo(7L);
    }

    @Test
    void shouldNeitherMoveNorHoldTheWatermarkForADeadLetter() throws Exception {
        WatermarkGenerator<Decoded<Long>> generator = shipped().createWatermarkGenerator(context);

        generator.onEvent(Decoded.value(10L), 10L, new Recording());
        generator.onEvent(UNREADABLE, FAR_FUTURE, new Recording());
        generator.onPeriodicEmit(new Recording());
        generator.onEvent(UNREADABLE, 0L, new Recording());
        generator.onEvent(Decoded.value(20L), 20L, new Recording());
        generator.onPeriodicEmit(new Recording());

        assertThat(output).containsExactly("watermark 9", "watermark 19");
    }

    @Test
    void shouldBecomeIdleWhenThereAreDeadLettersOnly() throws Exception {
        WatermarkGenerator<Decoded<Long>> generator = shipped().createWatermarkGenerator(context);

        generator.onEvent(Decoded.value(10L), 10L, new Recording());
        for (int second = 0; second <= 2 * IDLE_AFTER.toSeconds(); second++) {
            generator.onEvent(UNREADABLE, FAR_FUTURE, new Recording());
            generator.onPeriodicEmit(new Recording());
            context.time = context.time.plusSeconds(1);
        }
        assertThat(output).endsWith("idle");

        generator.onEvent(Decoded.value(30L), 30L, new Recording());
        generator.onPeriodicEmit(new Recording());
        assertThat(output).endsWith("watermark 29");
    }

    @Test
    void shouldAlignAsTheValuesAreAligned() throws Exception {
        WatermarkStrategy<Decoded<Long>> aligned =
                InstantiationUtil.clone(
                        Decoded.watermarks(
                                WatermarkStrategy.<Long>forMonotonousTimestamps()
                                        .withWatermarkAlignment(
                                                "group", Duration.ofSeconds(3), IDLE_AFTER)));

        assertThat(aligned.getAlignmentParameters().getWatermarkGroup()).isEqualTo("group");
        assertThat(aligned.getAlignmentParameters().getMaxAllowedWatermarkDrift()).isEqualTo(3000);
        assertThat(aligned.getAlignmentParameters().getUpdateInterval()).isEqualTo(5000);
    }

    private static WatermarkStrategy<Decoded<Long>> shipped() throws Exception {
        return InstantiationUtil.clone(
                Decoded.watermarks(
                        WatermarkStrategy.<Long>forMonotonousTimestamps()
                                .withTimestampAssigner((value, ofSource) -> value)
                                .withIdleness(IDLE_AFTER)));
    }

    private final class Recording implements WatermarkOutput {
        @Override
        public void emitWatermark(Watermark watermark) {
            output.add("watermark " + watermark.getTimestamp());
        }

        @Override
        public void markIdle() {
            output.add("idle");
        }

        @Override
        public void markActive() {
            output.add("active");
        }
    }

    private static final class Context
            implements TimestampAssignerSupplier.Context, WatermarkGeneratorSupplier.Context {
        private Duration time = Duration.ofDays(1);

        @Override
        public MetricGroup getMetricGroup() {
            return new RecordingMetrics();
        }

        @Override
        public RelativeClock getInputActivityClock() {
            return new RelativeClock() {
                @Override
                public long relativeTimeMillis() {
                    return time.toMillis();
                }

                @Override
                public long relativeTimeNanos() {
                    return time.toNanos();
                }
            };
        }
    }
}
