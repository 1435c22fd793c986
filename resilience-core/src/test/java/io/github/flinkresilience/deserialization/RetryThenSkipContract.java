// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deserialization;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkresilience.deadletter.DeadLetter;
import io.github.flinkresilience.deadletter.Emission;
import io.github.flinkresilience.deadletter.FailurePolicy;
import io.github.flinkresilience.deadletter.FatalFailureException;
import io.github.flinkresilience.deadletter.InputSnapshot;
import io.github.flinkresilience.deadletter.Payload;
import io.github.flinkresilience.deadletter.RetriesSpentException;
import io.github.flinkresilience.deadletter.Stage;
import io.github.flinkresilience.failure.FailureClassifier;
import io.github.flinkresilience.failure.FailureKind;
import io.github.flinkresilience.failure.PoisonPillException;
import io.github.flinkresilience.retry.Backoff;
import io.github.flinkresilience.retry.RetriesSpent;
import io.github.flinkresilience.retry.RetryPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.AbstractDeserializationSchema;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.util.Collector;
import org.apache.flink.util.FlinkRuntimeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every RetryThenSkipDeserializationSchema does, whatever the source. */
public abstract class RetryThenSkipContract {
    /** Three tries, one right after the other. */
    protected static final FailurePolicy THREE_TRIES =
            FailurePolicy.of(RetryPolicy.of(3, Backoff.none()));

    private static final byte[] MESSAGE = "message".getBytes(UTF_8);

    private final List<RunningDeserializer<?>> started = new ArrayList<>();

    /** Runs the deserializer under test around the schema, with dead letters. */
    protected abstract <T> RunningDeserializer<Decoded<T>> runWithDeadLetters(
            DeserializationSchema<T> schema, FailurePolicy policy) throws Exception;

    /** Runs the deserializer under test around the schema, skipping. */
    protected abstract <T> RunningDeserializer<T> runSkipping(
            DeserializationSchema<T> schema, FailurePolicy policy) throws Exception;

    @AfterEach
    void nothingIsUnaccountedFor() {
        for (RunningDeserializer<?> each : started) {
            assertThat(each.count("recordsOk") + each.count("deadLetters"))
                    .as("records done + dead = in, less skipped and escaped")
                    .isEqualTo(
                            each.count("recordsIn")
                                    - each.count("recordsSkipped")
                                    - each.escaped());
        }
    }

    @Test
    void shouldEmitTheValueWhenItCanBeRead() throws Exception {
        RunningDeserializer<Decoded<String>> running = start(text());

        assertThat(running.read(MESSAGE)).containsExactly(Decoded.value("message"));
    }

    @Test
    void shouldTryAgainWhenTheFailureIsTransient() throws Exception {
        RunningDeserializer<Decoded<String>> running =
                start(Schemas.failingFirst(2, ConnectException::new));

        assertThat(running.read(MESSAGE)).containsExactly(Decoded.value("message"));
        assertThat(running.count("retries")).isEqualTo(2);
        assertThat(running.count("recordsRecovered")).isEqualTo(1);
    }

    @Test
    void shouldMakeADeadLetterWhenAllTriesAreSpent() throws Exception {
        RunningDeserializer<Decoded<String>> running =
                start(Schemas.failingFirst(3, () -> new ConnectException("registry is down")));

        DeadLetter dead = readDead(running, MESSAGE);

        assertThat(dead.attempts().count()).isEqualTo(3);
        assertThat(dead.failure().exceptionClass()).isEqualTo(ConnectException.class.getName());
        assertThat(dead.failure().message()).isEqualTo("registry is down");
        assertThat(running.read(MESSAGE)).containsExactly(Decoded.value("message"));
    }

    @Test
    void shouldFailTheJobWhenAllTriesAreSpentAndThePolicyAsksForIt() throws Exception {
        RunningDeserializer<Decoded<String>> running =
                start(
                        Schemas.failingFirst(3, ConnectException::new),
                        THREE_TRIES.withRetriesSpent(RetriesSpent.FAIL_JOB));

        List<Decoded<String>> emitted = new ArrayList<>();
        assertThatExceptionOfType(RetriesSpentException.class)
                .isThrownBy(() -> running.read(MESSAGE, emitted::add))
                .withMessageContaining("3 tries")
                .withCauseInstanceOf(ConnectException.class);
        assertThat(emitted).isEmpty();
    }

    @Test
    void shouldNotTryAgainWhenTheRecordIsAPoisonPill() throws Exception {
        RunningDeserializer<Decoded<String>> running =
                start(Schemas.failingFirst(1, () -> new IOException("malformed")));

        DeadLetter dead = readDead(running, MESSAGE);

        assertThat(dead.stage()).isEqualTo(Stage.DESERIALIZE);
        assertThat(dead.payload()).isEqualTo(Payload.raw(MESSAGE));
        assertThat(dead.attempts().count()).isEqualTo(1);
        assertThat(dead.operator().jobName()).isEqualTo("shop");
        assertThat(dead.operator().name()).isEqualTo("orders");
        assertThat(dead.operator().subtask()).isEqualTo(3);
        assertThat(dead.operator().attempt()).isEqualTo(1);
        assertThat(running.count("retries")).isZero();
        assertThat(running.count("stage.DESERIALIZE.errorClass.IOException.deadLetters"))
                .isEqualTo(1);
    }

    @Test
    void shouldSkipAndCountWhenAskedTo() throws Exception {
        RunningDeserializer<String> running =
                register(
                        runSkipping(
                                Schemas.failingFirst(1, () -> new IOException("malformed")),
                                THREE_TRIES));

        assertThat(running.read(MESSAGE)).isEmpty();
        assertThat(running.read(MESSAGE)).containsExactly("message");
        assertThat(running.count("recordsSkipped")).isEqualTo(1);
        assertThat(running.count("deadLetters")).isZero();
    }

    @Test
    void shouldLogTheFirstAndThenEachTenthPowerWhenSkipping() throws Exception {
        RunningDeserializer<String> running =
                register(
                        runSkipping(
                                Schemas.failingFirst(99, () -> new IOException("malformed")),
                                THREE_TRIES));

        try (CapturedLog log = CapturedLog.of("io.github.flinkresilience.deadletter.FailureLog")) {
            for (int i = 0; i < 99; i++) {
                running.read(MESSAGE);
            }
            assertThat(log.lines()).hasSize(2);
            assertThat(log.lines().get(0)).contains("orders[3]", "malformed", "skipped");
            assertThat(log.lines().get(1)).contains("10 times");
        }
    }

    @Test
    void shouldTakeNullForAFailureWhenThereWereBytes() throws Exception {
        DeadLetter dead = readDead(start(Schemas.text(message -> null)), MESSAGE);

        assertThat(dead.failure().exceptionClass()).isEqualTo(PoisonPillException.class.getName());
        assertThat(dead.failure().message()).contains("null for 7 bytes");
        assertThat(dead.payload()).isEqualTo(Payload.raw(MESSAGE));
    }

    @Test
    void shouldEmitNothingWhenTheSchemaReturnsNullForATombstone() throws Exception {
        RunningDeserializer<Decoded<String>> running = start(Schemas.text(message -> null));

        assertThat(running.read(null)).isEmpty();
        assertThat(running.count("recordsOk")).isEqualTo(1);
    }

    @Test
    void shouldEmitWhatTheSchemaMakesOfATombstone() throws Exception {
        RunningDeserializer<Decoded<String>> running =
                start(Schemas.text(message -> message == null ? "deleted" : "updated"));

        assertThat(running.read(null)).containsExactly(Decoded.value("deleted"));
    }

    @Test
    void shouldMakeADeadLetterWithoutBytesWhenTheSchemaFailsOnATombstone() throws Exception {
        DeadLetter dead = readDead(start(text()), null);

        assertThat(dead.payload()).isEqualTo(Payload.raw(null));
        assertThat(dead.failure().exceptionClass()).isEqualTo("java.lang.NullPointerException");
    }

    @Test
    void shouldEmitAllResultsOfARecordOrNone() throws Exception {
        RunningDeserializer<Decoded<String>> running = start(Schemas.statements());

        assertThat(running.read("a;b;".getBytes(UTF_8)))
                .containsExactly(Decoded.value("a"), Decoded.value("b"));
        DeadLetter dead = readDead(running, "c;d;e".getBytes(UTF_8));
        assertThat(dead.outputsDiscarded()).isEqualTo(2);
        assertThat(dead.outputsEmitted()).isZero();
        assertThat(running.read("f;".getBytes(UTF_8))).containsExactly(Decoded.value("f"));
        assertThat(running.read(new byte[0])).isEmpty();
    }

    @Test
    void shouldSayHowMuchWasEmittedWhenEmissionIsDirect() throws Exception {
        RunningDeserializer<Decoded<String>> running =
                start(Schemas.statements(), THREE_TRIES.withEmission(Emission.DIRECT));

        List<Decoded<String>> emitted = running.read("c;d;e".getBytes(UTF_8));

        assertThat(emitted).hasSize(3).startsWith(Decoded.value("c"), Decoded.value("d"));
        DeadLetter dead = emitted.get(2).deadLetter().orElseThrow();
        assertThat(dead.outputsEmitted()).isEqualTo(2);
        assertThat(dead.outputsDiscarded()).isZero();
    }

    @Test
    void shouldDropWhatAFailedTryHasEmittedBeforeTheNextTry() throws Exception {
        DeserializationSchema<String> failsOnceHalfway =
                Schemas.collecting(Types.STRING, new HalfwayOnce());

        assertThat(start(failsOnceHalfway).read(MESSAGE))
                .containsExactly(Decoded.value("first"), Decoded.value("second"));
    }

    @Test
    void shouldCopyResultsWhenTheSchemaReusesItsObject() throws Exception {
        assertThat(start(Schemas.reusingItsResult()).read(MESSAGE))
                .extracting(decoded -> decoded.value().orElseThrow().f0)
                .containsExactly(1, 2, 3);
    }

    @Test
    void shouldKeepTheBytesWhenTheSchemaModifiesThemAndSnapshotsAreOn() throws Exception {
        byte[] message = MESSAGE.clone();
        RunningDeserializer<Decoded<String>> running =
                start(
                        Schemas.text(
                                bytes -> {
                                    bytes[0]++;
                                    throw new ConnectException();
                                }),
                        THREE_TRIES.withInputSnapshot(InputSnapshot.ON));

        assertThat(readDead(running, message).payload()).isEqualTo(Payload.raw(MESSAGE));
    }

    @Test
    void shouldMakeADeadLetterOfAStackOverflowWhenDeclaredPoison() throws Exception {
        byte[] deep = "(".repeat(1_000_000).getBytes(UTF_8);
        RunningDeserializer<Decoded<Integer>> running =
                start(
                        Schemas.returning(Types.INT, bytes -> Schemas.depth(bytes, 0)),
                        THREE_TRIES.withClassifier(
                                FailureClassifier.defaults()
                                        .treating(StackOverflowError.class, FailureKind.POISON)));

        assertThat(running.read("((".getBytes(UTF_8))).containsExactly(Decoded.value(2));
        DeadLetter dead = readDead(running, deep);
        assertThat(dead.failure().exceptionClass()).isEqualTo("java.lang.StackOverflowError");
        assertThat(dead.failure().stackTrace()).hasSizeLessThan(10_000);
        assertThat(dead.payload().bytes()).isEqualTo(deep);
    }

    @Test
    void shouldLetAStackOverflowEscapeByDefault() throws Exception {
        byte[] deep = "(".repeat(1_000_000).getBytes(UTF_8);
        RunningDeserializer<Decoded<Integer>> running =
                start(Schemas.returning(Types.INT, bytes -> Schemas.depth(bytes, 0)));

        assertThatThrownBy(() -> running.read(deep)).isInstanceOf(StackOverflowError.class);
    }

    @Test
    void shouldNameTheRecordWhenTheFailureIsFatal() throws Exception {
        RunningDeserializer<Decoded<String>> running =
                start(
                        Schemas.text(
                                message -> {
                                    throw new FlinkRuntimeException("not the record's");
                                }));

        assertThatExceptionOfType(FatalFailureException.class)
                .isThrownBy(() -> running.read(MESSAGE))
                .withMessageContaining("the record at ")
                .withMessageContaining("orders[3]")
                .withCauseInstanceOf(FlinkRuntimeException.class);
    }

    @ParameterizedTest
    @EnumSource(Emission.class)
    void shouldLetDownstreamFailuresEscapeUntouched(Emission emission) throws Exception {
        RunningDeserializer<Decoded<String>> running =
                start(
                        Schemas.collecting(
                                Types.STRING,
                                (message, out) -> {
                                    try {
                                        out.collect("result");
                                    } catch (RuntimeException swallowed) {
                                        throw new UncheckedIOException(
                                                new ConnectException("taken for its own"));
                                    }
                                }),
                        THREE_TRIES.withEmission(emission));
        IllegalStateException downstream = new IllegalStateException("downstream");

        assertThatThrownBy(
                        () ->
                                running.read(
                                        MESSAGE,
                                        result -> {
                                            throw downstream;
                                        }))
                .isSameAs(downstream);
        assertThat(running.count("deadLetters")).isZero();
        assertThat(running.count("retries")).isZero();
    }

    @Test
    void shouldLetADownstreamFailureOnADeadLetterEscape() throws Exception {
        RunningDeserializer<Decoded<String>> running =
                runWithDeadLetters(
                        Schemas.failingFirst(1, () -> new IOException("malformed")), THREE_TRIES);
        IllegalStateException downstream = new IllegalStateException("downstream");
        List<Decoded<String>> offered = new ArrayList<>();

        assertThatThrownBy(
                        () ->
                                running.read(
                                        MESSAGE,
                                        result -> {
                                            offered.add(result);
                                            throw downstream;
                                        }))
                .isSameAs(downstream);
        assertThat(offered).hasSize(1);
    }

    @Test
    void shouldKeepTheInterruptWhenTheTaskIsCanceled() throws Exception {
        RunningDeserializer<Decoded<String>> running =
                start(
                        Schemas.text(
                                message -> {
                                    Thread.currentThread().interrupt();
                                    throw new ConnectException("closed by the interrupt");
                                }));

        assertThatThrownBy(() -> running.read(MESSAGE)).isInstanceOf(ConnectException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(running.count("deadLetters")).isZero();
    }

    @Test
    void shouldLetFailuresOfOpenEscape() {
        DeserializationSchema<String> schema = new UnopenableSchema();

        assertThatThrownBy(() -> start(schema)).hasMessage("no registry");
    }

    private <T> RunningDeserializer<Decoded<T>> start(DeserializationSchema<T> schema)
            throws Exception {
        return start(schema, THREE_TRIES);
    }

    private <T> RunningDeserializer<Decoded<T>> start(
            DeserializationSchema<T> schema, FailurePolicy policy) throws Exception {
        return register(runWithDeadLetters(schema, policy));
    }

    private <OUT> RunningDeserializer<OUT> register(RunningDeserializer<OUT> running) {
        started.add(running);
        return running;
    }

    private static DeadLetter readDead(
            RunningDeserializer<? extends Decoded<?>> running, byte[] message) throws Exception {
        List<? extends Decoded<?>> emitted = running.read(message);
        assertThat(emitted).hasSize(1);
        return emitted.get(0).deadLetter().orElseThrow();
    }

    private static DeserializationSchema<String> text() {
        return Schemas.text(message -> new String(message, UTF_8));
    }

    private static final class HalfwayOnce implements Schemas.Collects<String> {
        private boolean failed;

        @Override
        public void read(byte[] message, Collector<String> out) throws IOException {
            out.collect("first");
            if (!failed) {
                failed = true;
                throw new ConnectException();
            }
            out.collect("second");
        }
    }

    private static final class UnopenableSchema extends AbstractDeserializationSchema<String> {
        @Override
        public void open(InitializationContext context) {
            throw new IllegalStateException("no registry");
        }

        @Override
        public String deserialize(byte[] message) {
            throw new UnsupportedOperationException("not open");
        }
    }
}
