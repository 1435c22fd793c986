// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.flinkresilience.deadletter.FailurePolicy;
import io.github.flinkresilience.deadletter.RetriesSpentException;
import io.github.flinkresilience.deserialization.Decoded;
import io.github.flinkresilience.deserialization.RunningDeserializer;
import io.github.flinkresilience.deserialization.Schemas;
import io.github.flinkresilience.retry.Backoff;
import io.github.flinkresilience.retry.RetriesSpent;
import io.github.flinkresilience.retry.RetryPolicy;
import java.net.ConnectException;
import java.nio.charset.CharacterCodingException;
import org.junit.jupiter.api.Test;

/** A deserializer that asks a server: its outages are not the record's failures. */
class RegistryOutageTest {
    private static final FailurePolicy POLICY =
            FailurePolicy.of(RetryPolicy.of(3, Backoff.none()))
                    .withRetriesSpent(RetriesSpent.FAIL_JOB);
    private static final byte[] MESSAGE = RegistrySchema.message(7, "text");

    @Test
    void shouldReadTheRecordWhenTheRegistryIsBackInTime() throws Exception {
        try (StubRegistry registry = StubRegistry.start(0)) {
            RunningDeserializer<Decoded<String>> running = run(registry.port());
            registry.unavailableFor(2);

            assertThat(running.read(MESSAGE)).containsExactly(Decoded.value("schema 7: text"));
            assertThat(running.count("retries")).isEqualTo(2);
        }
    }

    @Test
    void shouldFailTheJobWhenTheRegistryIsGone() throws Exception {
        int port;
        try (StubRegistry registry = StubRegistry.start(0)) {
            port = registry.port();
        }
        RunningDeserializer<Decoded<String>> running = run(port);

        assertThatExceptionOfType(RetriesSpentException.class)
                .isThrownBy(() -> running.read(MESSAGE))
                .withMessageContaining("orders-3@17")
                .withCauseInstanceOf(ConnectException.class);
        assertThat(running.count("deadLetters")).isZero();
    }

    @Test
    void shouldMakeADeadLetterAtOnceWhenItIsTheRecordThatIsBroken() throws Exception {
        try (StubRegistry registry = StubRegistry.start(0)) {
            RunningDeserializer<Decoded<String>> running = run(registry.port());
            byte[] damaged = MESSAGE.clone();
            damaged[damaged.length - 1] = (byte) 0xff;

            assertThat(running.read(damaged))
                    .singleElement()
                    .extracting(decoded -> decoded.deadLetter().orElseThrow().failure().causes())
                    .asString()
                    .contains(CharacterCodingException.class.getPackageName());
            assertThat(running.count("retries")).isZero();
        }
    }

    private static RunningDeserializer<Decoded<String>> run(int port) throws Exception {
        return RunningKafkaDeserializer.ofValues(
                RetryThenSkipDeserializationSchema.deadLetter(
                        Schemas.text(new RegistrySchema(port)), POLICY));
    }
}
