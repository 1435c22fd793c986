// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.flinkresilience.failure.FailureDetail;
import io.github.flinkresilience.failure.FailureKind;
import io.github.flinkresilience.retry.Backoff;
import io.github.flinkresilience.retry.RetriesSpent;
import io.github.flinkresilience.retry.RetryPolicy;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class FailurePolicyTest {
    private static final Configuration CONFIG =
            Configuration.fromMap(
                    Map.of(
                            "resilience.retry.max-attempts", "7",
                            "resilience.retry.spent", "fail_job",
                            "resilience.dead-letter.max-stack-trace", "10"));

    @Test
    void shouldTakeFromTheConfigurationWhatTheCodeLeavesOpen() {
        FailurePolicy resolved = FailurePolicy.defaults().resolve(CONFIG);

        assertThat(resolved.retryPolicy().maxAttempts()).isEqualTo(7);
        assertThat(resolved.retriesSpent()).isEqualTo(RetriesSpent.FAIL_JOB);
        assertThat(resolved.detail()).isEqualTo(new FailureDetail(10, true));
    }

    @Test
    void shouldPreferTheCodeToTheConfiguration() {
        FailurePolicy declared =
                FailurePolicy.of(RetryPolicy.NONE)
                        .withRetriesSpent(RetriesSpent.DEAD_LETTER)
                        .withDetail(FailureDetail.DEFAULT)
                        .withEmission(Emission.DIRECT)
                        .withInputSnapshot(InputSnapshot.OFF);

        assertThat(declared.resolve(CONFIG)).isEqualTo(declared);
    }

    @Test
    void shouldBehaveTheSameAfterTheWayToTheTask() throws Exception {
        FailurePolicy declared =
                FailurePolicy.of(RetryPolicy.of(5, Backoff.none()))
                        .withClassifier(failure -> FailureKind.FATAL);

        FailurePolicy arrived = InstantiationUtil.clone(declared);

        assertThat(arrived.classifier().classify(new IOException())).isEqualTo(FailureKind.FATAL);
        assertThat(arrived.withClassifier(declared.classifier())).isEqualTo(declared);
    }

    @Test
    void shouldNameWhatIsMissing() {
        FailurePolicy defaults = FailurePolicy.defaults();

        assertThatNullPointerException()
                .isThrownBy(() -> FailurePolicy.of(null))
                .withMessage("retryPolicy");
        assertThatNullPointerException()
                .isThrownBy(() -> defaults.withClassifier(null))
                .withMessage("classifier");
        assertThatNullPointerException()
                .isThrownBy(() -> defaults.withEmission(null))
                .withMessage("emission");
    }
}
