// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.flinkresilience.retry.Backoff;
import io.github.flinkresilience.retry.RetryPolicy;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

/** T14: retries that would outlast a checkpoint or a cancellation are refused before the start. */
class TrapT14UnboundedRetriesTest {

    /** Waits ten seconds in all. */
    private static final FailurePolicy TEN_SECONDS =
            FailurePolicy.of(RetryPolicy.of(3, Backoff.fixed(Duration.ofSeconds(5))));

    private final Configuration options = new Configuration();

    @Test
    void shouldNotStartWhenRetriesCanOutlastTheCheckpointTimeout() {
        options.setString("execution.checkpointing.interval", "1 s");
        options.setString("execution.checkpointing.timeout", "10 s");

        assertThatIllegalStateException()
                .isThrownBy(() -> build(TEN_SECONDS))
                .withMessageContaining("'wrapped' may hold up its task for PT10S")
                .withMessageContaining("execution.checkpointing.timeout")
                .withMessageContaining("resilience.retry.*");
    }

    @Test
    void shouldNotStartWhenRetriesCanOutlastTheCancellationTimeout() {
        options.setString("task.cancellation.timeout", "10000");

        assertThatIllegalStateException()
                .isThrownBy(() -> build(TEN_SECONDS))
                .withMessageContaining("task.cancellation.timeout")
                .withMessageContaining("PT10S");
    }

    @Test
    void shouldStartWhenBothTimeoutsAreLonger() {
        options.setString("execution.checkpointing.interval", "1 s");
        options.setString("execution.checkpointing.timeout", "10001 ms");
        options.setString("task.cancellation.timeout", "10001");

        assertThat(build(TEN_SECONDS)).isNotEmpty();
    }

    @Test
    void shouldStartWhenNoTimeoutIsInForce() {
        options.setString("execution.checkpointing.timeout", "10 s");
        options.setString("task.cancellation.timeout", "0");

        assertThat(build(TEN_SECONDS)).isNotEmpty();
    }

    @Test
    void shouldBoundWhatTheConfigurationSaysWhenTheCodeSaysNothing() {
        options.setString("task.cancellation.timeout", "10000");
        options.setString("resilience.retry.max-attempts", "100");
        options.setString("resilience.retry.backoff", "fixed");
        options.setString("resilience.retry.backoff.delay", "1 s");
        options.setString("resilience.retry.max-total-time", "20 s");

        assertThatIllegalStateException()
                .isThrownBy(() -> build(FailurePolicy.defaults()))
                .withMessageContaining("for PT20S");
    }

    @Test
    void shouldNameTheOptionWhenTheConfigurationIsWrong() {
        options.setString("resilience.retry.max-attempts", "0");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> build(FailurePolicy.defaults()))
                .withMessage(
                        "option resilience.retry.max-attempts is 0; allowed is 1 (no retry) or more");
    }

    private String build(FailurePolicy policy) {
        JobUnderTest job = new JobUnderTest(Handling.ours(policy), options);
        job.end(job.process(job.env.fromData("1"), Functions.parse(), Types.INT));
        return job.env.getExecutionPlan();
    }
}
