// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkresilience.deserialization.Decoded;
import io.github.flinkresilience.deserialization.RunningDeserializer;
import io.github.flinkresilience.deserialization.Wrapping;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** T4, T3: what Jackson and the code around it throw, of which little is an IOException. */
class TrapT04JacksonTest {
    private static final int DEEP = 300_000;

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "{\"id\":\"order-1\"      , com.fasterxml.jackson.core.io.JsonEOFException",
                "`{\"lines\":[1]}`        , java.lang.IllegalArgumentException",
                "`{\"id\":17}`            , java.lang.NullPointerException",
                "`{\"id\":\"order-1\"}`   , java.lang.NullPointerException"
            })
    void shouldReadPastWhateverIsThrown(String json, String exception) throws Exception {
        RunningDeserializer<Decoded<String>> ours = ours(RealSchema.JSON_TREE);

        assertThat(failureOf(ours, json.getBytes(UTF_8))).isEqualTo(exception);
        assertThat(ours.count("retries")).isZero();
    }

    @Test
    void shouldSeeTheJobFailByCodeThatCatchesIOExceptions() throws Exception {
        RunningDeserializer<Decoded<String>> obvious =
                Wrapping.catchIOException(RealSchema.JSON_TREE.schema());

        assertThatThrownBy(() -> obvious.read("{\"lines\":[1]}".getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldReadPastJsonThatIsDeeperThanJacksonAllows() throws Exception {
        assertThat(failureOf(ours(RealSchema.JSON_TREE), RealSchema.JSON_TREE.nested(DEEP)))
                .isEqualTo("com.fasterxml.jackson.core.exc.StreamConstraintsException");
    }

    @Test
    void shouldReadPastJsonThatIsDeeperThanTheStackWhenThatIsDeclaredPoison() throws Exception {
        byte[] deep = RealSchema.JSON_NESTED.nested(DEEP);

        assertThat(failureOf(ours(RealSchema.JSON_NESTED), deep))
                .isEqualTo("java.lang.StackOverflowError");
        RunningDeserializer<Decoded<String>> undeclared =
                RunningKafkaDeserializer.ofValues(
                        RetryThenSkipDeserializationSchema.deadLetter(
                                RealSchema.JSON_NESTED.schema()));
        assertThatThrownBy(() -> undeclared.read(deep)).isInstanceOf(StackOverflowError.class);
    }

    private static RunningDeserializer<Decoded<String>> ours(RealSchema schema) throws Exception {
        return RunningKafkaDeserializer.ofValues(
                RetryThenSkipDeserializationSchema.deadLetter(
                        schema.schema(), UnreadableBytesFuzzTest.POLICY));
    }

    private static String failureOf(RunningDeserializer<Decoded<String>> running, byte[] message)
            throws Exception {
        return running.read(message).get(0).deadLetter().orElseThrow().failure().exceptionClass();
    }
}
