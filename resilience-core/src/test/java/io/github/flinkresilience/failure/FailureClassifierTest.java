// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.failure;

import static io.github.flinkresilience.failure.FailureKind.FATAL;
import static io.github.flinkresilience.failure.FailureKind.POISON;
import static io.github.flinkresilience.failure.FailureKind.TRANSIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.types.NullFieldException;
import org.apache.flink.util.FlinkRuntimeException;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureClassifierTest {
    private static final FailureClassifier DEFAULTS = FailureClassifier.defaults();

    static Stream<Arguments> defaults() {
        return Stream.of(
                Arguments.of(new ConnectException("refused"), TRANSIENT),
                Arguments.of(new SocketTimeoutException("read"), TRANSIENT),
                Arguments.of(new UnknownHostException("registry"), TRANSIENT),
                Arguments.of(new HttpConnectTimeoutException("registry"), TRANSIENT),
                Arguments.of(new TimeoutException("call"), TRANSIENT),
                Arguments.of(new SQLTransientConnectionException("pool"), TRANSIENT),
                Arguments.of(new TransientException("busy"), TRANSIENT),
                Arguments.of(new SQLException("constraint"), POISON),
                Arguments.of(new IOException("bytes"), POISON),
                Arguments.of(new EOFException("bytes"), POISON),
                Arguments.of(new NullPointerException("field"), POISON),
                Arguments.of(new IllegalStateException("rule"), POISON),
                Arguments.of(new PoisonPillException("rule"), POISON),
                Arguments.of(new Throwable("odd"), POISON),
                Arguments.of(new NullFieldException(1), POISON),
                Arguments.of(new StackOverflowError("depth"), FATAL),
                Arguments.of(new AssertionError("invariant"), FATAL),
                Arguments.of(new OutOfMemoryError("heap"), FATAL),
                Arguments.of(new FlinkRuntimeException("state"), FATAL));
    }

    @ParameterizedTest
    @MethodSource("defaults")
    void shouldTellTheKindHoweverDeepTheFailureIsWrapped(Throwable failure, FailureKind kind) {
        assertThat(DEFAULTS.classify(failure)).isEqualTo(kind);
        assertThat(DEFAULTS.classify(new CompletionException(new IOException("outer", failure))))
                .isEqualTo(kind);
    }

    /** The trap: they are I/O exceptions, and no network helps against a missing bracket. */
    @Test
    void shouldTakeMalformedJsonForPoison() {
        Throwable malformed = catchThrowable(() -> new ObjectMapper().readTree("{"));

        assertThat(malformed).isInstanceOf(IOException.class);
        assertThat(DEFAULTS.classify(malformed)).isEqualTo(POISON);
        assertThat(DEFAULTS.classify(new UncheckedIOException((IOException) malformed)))
                .isEqualTo(POISON);
    }

    @Test
    void shouldBelieveTheOuterOneWhenUserCodeDeclaresTheFailure() {
        assertThat(DEFAULTS.classify(new PoisonPillException("x", new ConnectException())))
                .isEqualTo(POISON);
        assertThat(DEFAULTS.classify(new TransientException("x", new AssertionError())))
                .isEqualTo(TRANSIENT);
        assertThat(DEFAULTS.classify(new PoisonPillException("x", new TransientException("y"))))
                .isEqualTo(POISON);
        assertThat(DEFAULTS.classify(new TransientException("x", new PoisonPillException("y"))))
                .isEqualTo(TRANSIENT);
    }

    @Test
    void shouldPreferFatalToTransient() {
        assertThat(DEFAULTS.classify(new ConnectException().initCause(new AssertionError())))
                .isEqualTo(FATAL);
    }

    @Test
    void shouldSurviveCyclesAndBottomlessChains() {
        Exception inner = new Exception("inner");
        Exception cycle = new Exception("outer", inner);
        inner.initCause(cycle);
        Exception bottomless =
                new Exception() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public synchronized Throwable getCause() {
                        return new Exception(this);
                    }
                };

        assertThat(DEFAULTS.classify(cycle)).isEqualTo(POISON);
        assertThat(DEFAULTS.classify(bottomless)).isEqualTo(POISON);
    }

    @Test
    void shouldAskTheLastDeclaredExceptionFirst() {
        FailureClassifier declared =
                DEFAULTS.treating(IOException.class, TRANSIENT)
                        .treating(EOFException.class, FATAL)
                        .treating(StackOverflowError.class, POISON);

        assertThat(declared.classify(new IOException())).isEqualTo(TRANSIENT);
        assertThat(declared.classify(new EOFException())).isEqualTo(FATAL);
        assertThat(declared.classify(new RuntimeException(new EOFException()))).isEqualTo(FATAL);
        assertThat(declared.classify(new StackOverflowError())).isEqualTo(POISON);
        assertThat(declared.classify(new AssertionError())).isEqualTo(FATAL);
        assertThat(
                        DEFAULTS.treating(EOFException.class, FATAL)
                                .treating(IOException.class, TRANSIENT)
                                .classify(new EOFException()))
                .isEqualTo(TRANSIENT);
    }

    @Test
    void shouldTakeUserCodeAtItsWordWhateverIsDeclaredForTheCauses() {
        FailureClassifier declared =
                DEFAULTS.treating(IOException.class, TRANSIENT)
                        .treating(IllegalStateException.class, POISON);

        assertThat(declared.classify(new PoisonPillException("no", new IOException())))
                .isEqualTo(POISON);
        assertThat(declared.classify(new TransientException("no", new IllegalStateException())))
                .isEqualTo(TRANSIENT);
        assertThat(declared.classify(new IOException(new PoisonPillException("no"))))
                .isEqualTo(TRANSIENT);
    }

    @Test
    void shouldTryAgainWhenADatabaseHasLostTheConnection() {
        assertThat(DEFAULTS.classify(new SQLException("gone", "08006"))).isEqualTo(TRANSIENT);
        assertThat(DEFAULTS.classify(new SQLRecoverableException())).isEqualTo(TRANSIENT);
        assertThat(DEFAULTS.classify(new SQLException("no such table", "42P01"))).isEqualTo(POISON);
    }

    @Test
    void shouldBehaveTheSameAfterTheWayToTheTask() throws Exception {
        Map<Throwable, FailureKind> expected =
                Map.of(
                        new EOFException(), FATAL,
                        new IOException(), TRANSIENT,
                        new IllegalStateException(), POISON,
                        new ArithmeticException(), TRANSIENT);
        FailureClassifier declared =
                ((FailureClassifier)
                                failure ->
                                        failure instanceof ArithmeticException ? TRANSIENT : POISON)
                        .treating(IOException.class, TRANSIENT)
                        .treating(EOFException.class, FATAL);

        FailureClassifier arrived = InstantiationUtil.clone(declared);

        assertThat(expected)
                .allSatisfy((f, kind) -> assertThat(arrived.classify(f)).isEqualTo(kind));
        assertThat(InstantiationUtil.clone(DEFAULTS)).isSameAs(DEFAULTS);
    }

    @Test
    void shouldNameWhatIsMissing() {
        assertThatNullPointerException()
                .isThrownBy(() -> DEFAULTS.treating(null, POISON))
                .withMessage("type of the failure to classify");
        assertThatNullPointerException()
                .isThrownBy(() -> DEFAULTS.treating(IOException.class, null))
                .withMessage("kind of the failure to classify");
    }
}
