// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkresilience.deserialization.RecordingMetrics;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** T23: labels are bounded, whatever user code throws. */
class ResilienceMetricsTest {
    private final RecordingMetrics recorded = new RecordingMetrics();
    private final ResilienceMetrics metrics = new ResilienceMetrics(recorded);

    @Test
    void shouldTellNoMoreErrorClassesApartThanPromised() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 100; i++) {
                metrics.dead("PROCESS", "Error" + i);
            }
        }

        long known = IntStream.range(0, 100).filter(i -> dead("PROCESS", "Error" + i) == 2).count();
        assertThat(known).isEqualTo(ResilienceMetrics.MOST_ERROR_CLASSES);
        assertThat(dead("PROCESS", ResilienceMetrics.OTHER_ERROR_CLASS))
                .isEqualTo(2 * (100 - known));
        assertThat(recorded.count("resilience.deadLetters")).isEqualTo(200);
        assertThat(recorded.count("numRecordsInErrors")).isEqualTo(200);
    }

    @Test
    void shouldTellStagesApart() {
        metrics.dead("PROCESS", "IOException");
        metrics.dead("TIMER", "IOException");
        metrics.dead("TIMER", "IOException");

        assertThat(dead("PROCESS", "IOException")).isEqualTo(1);
        assertThat(dead("TIMER", "IOException")).isEqualTo(2);
    }

    private long dead(String stage, String errorClass) {
        return recorded.count(
                "resilience.stage.%s.errorClass.%s.deadLetters".formatted(stage, errorClass));
    }
}
