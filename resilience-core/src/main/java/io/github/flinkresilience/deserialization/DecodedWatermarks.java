// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deserialization;

import java.util.Objects;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.WatermarkAlignmentParams;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/** See {@link Decoded#watermarks}. */
record DecodedWatermarks<T>(WatermarkStrategy<T> ofValues)
        implements WatermarkStrategy<Decoded<T>> {
    private static final long serialVersionUID = 1L;

    DecodedWatermarks {
        Objects.requireNonNull(ofValues, "watermark strategy of the values");
    }

    @Override
    public TimestampAssigner<Decoded<T>> createTimestampAssigner(
            TimestampAssignerSupplier.Context context) {
        TimestampAssigner<T> assigner = ofValues.createTimestampAssigner(context);
        return (decoded, timestamp) -> {
            T value = decoded.valueOrNull();
            return value == null ? timestamp : assigner.extractTimestamp(value, timestamp);
        };
    }

    @Override
    public WatermarkGenerator<Decoded<T>> createWatermarkGenerator(
            WatermarkGeneratorSupplier.Context context) {
        return new ValuesOnly<>(ofValues.createWatermarkGenerator(context));
    }

    @Override
    public WatermarkAlignmentParams getAlignmentParameters() {
        return ofValues.getAlignmentParameters();
    }

    /** Shows a generator the values only. */
    private record ValuesOnly<T>(WatermarkGenerator<T> generator)
            implements WatermarkGenerator<Decoded<T>> {
        @Override
        public void onEvent(Decoded<T> decoded, long timestamp, WatermarkOutput output) {
            T value = decoded.valueOrNull();
            if (value != null) {
                generator.onEvent(value, timestamp, output);
            }
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            generator.onPeriodicEmit(output);
        }
    }
}
