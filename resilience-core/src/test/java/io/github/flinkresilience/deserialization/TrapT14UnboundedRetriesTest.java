// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deserialization;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.flinkresilience.deadletter.DeadLetters;
import io.github.flinkresilience.deadletter.FailurePolicy;
import io.github.flinkresilience.retry.Backoff;
import io.github.flinkresilience.retry.RetryPolicy;
import java.time.Duration;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;

/** T14: a deserializer that waits to retry blocks its source, checkpoints and all. */
class TrapT14UnboundedRetriesTest {

    @Test
    void shouldNotBuildTheJobWhenRetriesMayOutlastACheckpoint() {
        assertThatIllegalStateException()
                .isThrownBy(() -> job(Duration.ofMinutes(5)).getStreamGraph())
                .withMessageContaining("PT5M")
                .withMessageContaining("execution.checkpointing.timeout")
                .withMessageContaining("PT1M");
    }

    @Test
    void shouldBuildTheJobWhenTheyMayNot() {
        assertThatCode(() -> job(Duration.ofSeconds(5)).getStreamGraph())
                .doesNotThrowAnyException();
    }

    private static StreamExecutionEnvironment job(Duration longestWait) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.enableCheckpointing(1_000);
        env.getCheckpointConfig().setCheckpointTimeout(Duration.ofMinutes(1).toMillis());
        RetryPolicy retries =
                RetryPolicy.of(1_000, Backoff.fixed(Duration.ofSeconds(1)))
                        .withMaxTotalTime(longestWait);
        SingleOutputStreamOperator<String> values =
                Decoded.split(
                        env.fromSequence(0, 9)
                                .map(number -> Decoded.value("number " + number))
                                .returns(
                                        RetryThenSkipDeserializationSchema.deadLetter(
                                                        Schemas.statements(),
                                                        FailurePolicy.of(retries))
                                                .getProducedType()));
        DeadLetters.of(values).sinkTo(new DiscardingSink<>());
        return env;
    }
}
