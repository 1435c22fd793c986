// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkresilience.deserialization.RecordingMetrics;
import io.github.flinkresilience.failure.FailureClassifier;
import io.github.flinkresilience.failure.FailureKind;
import io.github.flinkresilience.failure.TransientException;
import io.github.flinkresilience.metrics.ResilienceMetrics;
import io.github.flinkresilience.retry.Backoff;
import io.github.flinkresilience.retry.RetryClock;
import io.github.flinkresilience.retry.RetryPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.util.ExceptionUtils;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is hard to bring about in a running job; everything else is tested in one. */
class GuardTest {
    private static final FailurePolicy TWENTY_TRIES =
            FailurePolicy.of(RetryPolicy.of(20, Backoff.none()));

    private final RecordingMetrics metrics = new RecordingMetrics();
    private final List<String> emitted = new ArrayList<>();
    private final AtomicOutputs<String> outputs = AtomicOutputs.uncopied(new Emitted(emitted));

    @AfterEach
    void clearInterruption() {
        boolean unused = Thread.interrupted();
    }

    @Test
    void shouldKeepTheInterruptionWhenTheBackoffIsInterrupted() {
        FailureClassifier interrupting =
                failure -> {
                    // After the guard has looked for an interruption, and before it waits.
                    Thread.currentThread().interrupt();
                    return FailureKind.TRANSIENT;
                };
        Guard<String> guard =
                guard(
                        FailurePolicy.of(RetryPolicy.of(2, Backoff.fixed(Duration.ofSeconds(9))))
                                .withClassifier(interrupting));

        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> guard.process("a", failing(new IOException("busy"))));
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void shouldLetAnyFailureEscapeWhenTheTaskIsInterrupted() {
        IOException closed = new IOException("stream closed, no word of an interruption");

        assertThatThrownBy(
                        () ->
                                guard(TWENTY_TRIES)
                                        .process(
                                                "a",
                                                step(
                                                        record -> {
                                                            Thread.currentThread().interrupt();
                                                            throw closed;
                                                        })))
                .isSameAs(closed);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void shouldKeepTheInterruptionWhenUserCodeThrowsIt() {
        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(
                        () ->
                                guard(TWENTY_TRIES)
                                        .process("a", failing(new InterruptedException())));
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void shouldNameTheRecordWhenItsFailureIsFatal() {
        IOException cause = new IOException("disk");
        Guard<String> guard = guard(TWENTY_TRIES.withClassifier(failure -> FailureKind.FATAL));

        assertThatExceptionOfType(FatalFailureException.class)
                .isThrownBy(() -> guard.process("a", failing(cause)))
                .withMessageContaining("the record at file:a (key null) in charge[3]")
                .withCause(cause);
    }

    @Test
    void shouldThrowFatalErrorsAsTheyAre() {
        Error error = new AssertionError("invariant");

        assertThatThrownBy(() -> guard(TWENTY_TRIES).process("a", failing(error))).isSameAs(error);
    }

    @Test
    void shouldNotHideTheFatalFailureWhenTheRecordCannotBeNamed() {
        IOException cause = new IOException("disk");
        Guard<String> guard = guard(TWENTY_TRIES.withClassifier(failure -> FailureKind.FATAL));

        assertThatExceptionOfType(FatalFailureException.class)
                .isThrownBy(() -> guard.process("unencodable", failing(cause)))
                .withMessageContaining("a record that cannot be encoded")
                .withCause(cause);
    }

    @Test
    void shouldFailWithBothReasonsWhenADeadLetterCannotBeWritten() {
        IllegalArgumentException reason = new IllegalArgumentException("broken rule");

        assertThatIllegalStateException()
                .isThrownBy(() -> guard(TWENTY_TRIES).process("unencodable", failing(reason)))
                .withMessageContaining("A failed record in charge[3] cannot be encoded")
                .withMessageContaining("PayloadEncoder")
                .withRootCauseInstanceOf(IOException.class)
                .satisfies(thrown -> assertThat(thrown).hasSuppressedException(reason));
    }

    @Test
    void shouldFailWithBothFailuresWhenTheClassifierFails() {
        IOException failure = new IOException("busy");
        IllegalStateException broken = new IllegalStateException("classifier");

        assertThatThrownBy(
                        () ->
                                guard(
                                                TWENTY_TRIES.withClassifier(
                                                        any -> {
                                                            throw broken;
                                                        }))
                                        .process("a", failing(failure)))
                .isSameAs(broken)
                .hasSuppressedException(failure);
        assertThatNullPointerException()
                .isThrownBy(
                        () ->
                                guard(TWENTY_TRIES.withClassifier(any -> null))
                                        .process("a", failing(failure)))
                .withMessage("the classifier's answer")
                .satisfies(thrown -> assertThat(thrown).hasSuppressedException(failure));
    }

    @Test
    void shouldKeepTheFirstAndTheLastTries() throws Exception {
        DeadLetter letter = guard(TWENTY_TRIES).process("a", failing(new TransientException("x")));

        assertThat(letter.attempts().count()).isEqualTo(20);
        assertThat(letter.attempts().kept()).hasSize(FailedAttempts.MOST_KEPT);
        assertThat(letter.attempts().kept())
                .isSortedAccordingTo(Comparator.comparing(FailedAttempt::time));
        assertThat(metrics.count("resilience.retries")).isEqualTo(19);
        assertThat(metrics.count("resilience.recordsRecovered")).isZero();
    }

    @Test
    void shouldStopRetryingWhenTheFailureTurnsOutToBePoison() throws Exception {
        List<String> tries = new ArrayList<>();
        DeadLetter letter =
                guard(TWENTY_TRIES)
                        .process(
                                "a",
                                step(
                                        record -> {
                                            tries.add(record);
                                            throw tries.size() < 3
                                                    ? new TransientException("busy")
                                                    : new IllegalStateException("broken rule");
                                        }));

        assertThat(tries).hasSize(3);
        assertThat(letter.failure().message()).isEqualTo("broken rule");
        assertThat(letter.attempts().kept().get(0).fingerprint())
                .isNotEqualTo(letter.failure().fingerprint());
        assertThat(letter.attempts().kept().get(2).fingerprint())
                .isEqualTo(letter.failure().fingerprint());
    }

    @Test
    void shouldCountAnAnonymousExceptionByTheNameOfItsSuperclass() throws Exception {
        DeadLetter unused =
                guard(TWENTY_TRIES)
                        .process(
                                "a",
                                failing(
                                        new IllegalStateException() {
                                            private static final long serialVersionUID = 1L;
                                        }));

        assertThat(
                        metrics.count(
                                "resilience.stage.PROCESS.errorClass.IllegalStateException.deadLetters"))
                .isEqualTo(1);
    }

    @Test
    void shouldStartAnewAfterADeadLetter() throws Exception {
        Guard<String> guard = guard(TWENTY_TRIES);
        DeadLetter dead =
                guard.process(
                        "bad",
                        step(
                                record -> {
                                    outputs.collect("half");
                                    throw new IllegalStateException("broken rule");
                                }));
        DeadLetter none = guard.process("good", step(outputs::collect));

        assertThat(dead.outputsDiscarded()).isEqualTo(1);
        assertThat(none).isNull();
        assertThat(emitted).containsExactly("good");
        assertThat(metrics.count("resilience.recordsIn")).isEqualTo(2);
        assertThat(metrics.count("resilience.recordsOk")).isEqualTo(1);
    }

    @Test
    void shouldKeepResultsInOrderHoweverManyThereAre() throws Exception {
        List<String> many = Collections.nCopies(10_000, "x");
        for (int round = 0; round < 2; round++) {
            DeadLetter none =
                    guard(TWENTY_TRIES).process("a", step(a -> many.forEach(outputs::collect)));

            assertThat(none).isNull();
        }

        assertThat(emitted).hasSize(20_000);
    }

    @Test
    void shouldGiveEqualRecordsDifferentIds() throws Exception {
        Guard<String> guard = guard(TWENTY_TRIES);
        Step<String> step = failing(new IllegalStateException("broken rule"));

        assertThat(guard.process("unknown", step).id())
                .isNotEqualTo(guard.process("unknown", step).id())
                .matches("[0-9a-f]{32}");
        assertThat(guard.process("a", step).id()).isEqualTo(guard.process("a", step).id());
    }

    @Test
    void shouldWaitByTheClockOfThePolicy() throws Exception {
        Duration second = Duration.ofSeconds(1);
        CountedSleeps clock = new CountedSleeps(new ArrayList<>());
        RetryPolicy seconds = RetryPolicy.of(3, Backoff.fixed(second));
        FailurePolicy policy = FailurePolicy.defaults().withClock(clock).withRetryPolicy(seconds);

        guard(policy.resolve(new Configuration()))
                .process("a", failing(new TransientException("busy")));

        assertThat(clock.sleeps()).containsExactly(second, second);
    }

    private Guard<String> guard(FailurePolicy policy) {
        OperatorInfo operator = new OperatorInfo("shop", "0".repeat(32), "charge", null, 3, 0);
        Ledger ledger = new Ledger(new ResilienceMetrics(metrics));
        return new Guard<>(
                policy, outputs, DeadLetterWriter.burying(operator, policy, ledger), null);
    }

    private static Step<String> failing(Throwable failure) {
        return step(
                record -> {
                    ExceptionUtils.rethrowException(failure);
                });
    }

    private static Step<String> step(UserCode userCode) {
        return new Step<>() {
            @Override
            public void run(String record) throws Exception {
                userCode.call(record);
            }

            @Override
            public Subject describe(String record) throws IOException {
                if (record.equals("unencodable")) {
                    throw new IOException("no codec");
                }
                return new Subject(
                        Stage.PROCESS,
                        Payload.raw(record.getBytes(StandardCharsets.UTF_8)),
                        null,
                        record.equals("unknown") ? Origin.unknown() : Origin.at("file:" + record),
                        null,
                        null,
                        null);
            }
        };
    }

    /** A clock that stands still and lets nobody wait. */
    private record CountedSleeps(List<Duration> sleeps) implements RetryClock {
        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public void sleep(Duration duration) {
            sleeps.add(duration);
        }
    }

    /** What a step runs. */
    private interface UserCode {
        void call(String record) throws Exception;
    }

    /** Results that have gone downstream. */
    private record Emitted(List<String> results) implements Outputs.Downstream<String> {
        @Override
        public void collect(String result) {
            results.add(result);
        }

        @Override
        public <X> void output(OutputTag<X> tag, X value) {
            throw new AssertionError("no side outputs here");
        }
    }
}
