// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.annotation.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** T21: whatever was thrown becomes text within bounds. */
class TrapT21FailureTextTest {
    private static final String CART = "🛒";

    @Test
    void shouldTellClassMessageCausesAndStack() {
        Exception inner = new NumberFormatException("inner");
        Exception outer = new IllegalStateException("outer", inner);
        StackTraceElement[] frames = Arrays.copyOf(outer.getStackTrace(), 3);
        outer.setStackTrace(frames);
        inner.setStackTrace(Arrays.copyOfRange(frames, 1, 3));

        Failure failure = Failure.of(outer);

        assertThat(failure.exceptionClass()).isEqualTo("java.lang.IllegalStateException");
        assertThat(failure.message()).isEqualTo("outer");
        assertThat(failure.causes())
                .containsExactly(
                        "java.lang.IllegalStateException: outer",
                        "java.lang.NumberFormatException: inner");
        assertThat(failure.stackTrace())
                .startsWith("java.lang.IllegalStateException: outer\n\tat " + getClass().getName())
                .endsWith("\nCaused by: java.lang.NumberFormatException: inner\n\t... 2 more\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 1_000, FailureDetail.LARGEST_STACK_TRACE})
    void shouldKeepTheStackWithinItsBound(int longest) {
        Exception huge = new IllegalStateException("x".repeat(100_000), deep(2_000));

        Failure failure = Failure.of(huge, FailureDetail.DEFAULT.withMaxStackTrace(longest));

        assertThat(failure.stackTrace()).hasSizeLessThanOrEqualTo(longest);
        assertThat(failure.message()).hasSize(2_048).endsWith("x...");
        assertThat(failure.causes()).hasSize(2);
    }

    /** The obvious code fills a topic's limit, and tells what the record held. */
    @Test
    void shouldNoticeThatTheObviousTextHasNoBoundAndNoSecrets() {
        Exception huge = new IllegalStateException("card 4711 ".repeat(200_000));
        StringWriter obvious = new StringWriter();
        huge.printStackTrace(new PrintWriter(obvious));

        Failure ours = Failure.of(huge, FailureDetail.DEFAULT.withoutMessages());

        assertThat(obvious.toString()).hasSizeGreaterThan(1_048_576).contains("4711");
        assertThat(ours.toString()).hasSizeLessThan(20_000).doesNotContain("4711");
    }

    @Test
    void shouldKeepTheNumberOfCausesWithinItsBound() {
        Exception chain = new Exception("root");
        for (int i = 0; i < 10_000; i++) {
            chain = new Exception(chain);
        }

        assertThat(Failure.of(chain).causes()).hasSize(16);
    }

    @Test
    void shouldTellEachCauseOnceWhenCausesFormACycle() {
        Exception inner = new Exception("inner");
        Exception outer = new Exception("outer", inner);
        inner.initCause(outer);

        assertThat(Failure.of(outer).causes())
                .containsExactly("java.lang.Exception: outer", "java.lang.Exception: inner");
    }

    static Stream<Exception> broken() {
        return Stream.of(
                new Broken() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public String getMessage() {
                        throw new UnsupportedOperationException();
                    }
                },
                new Broken() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public String getMessage() {
                        return this + "endless"; // whose toString asks for the message
                    }
                },
                new Broken() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public synchronized Throwable getCause() {
                        throw new UnsupportedOperationException();
                    }
                },
                new Broken() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    @Nullable
                    public StackTraceElement[] getStackTrace() {
                        return null;
                    }
                },
                new Broken() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public StackTraceElement[] getStackTrace() {
                        throw new UnsupportedOperationException();
                    }
                },
                new Broken() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public boolean equals(@Nullable Object other) {
                        throw new UnsupportedOperationException();
                    }

                    @Override
                    public int hashCode() {
                        throw new UnsupportedOperationException();
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("broken")
    void shouldSurviveAnExceptionThatIsBrokenItself(Exception broken) {
        Failure failure =
                Failure.of(
                        new IllegalStateException("outer", broken),
                        FailureDetail.DEFAULT.withMaxStackTrace(100_000));

        assertThat(failure.causes()).hasSize(2);
        assertThat(failure.causes().get(1)).startsWith(broken.getClass().getName());
        assertThat(failure.stackTrace()).contains("Caused by: " + broken.getClass().getName());
        assertThat(Failure.of(broken).fingerprint()).hasSize(16);
        assertThat(EscapingFailures.includes(broken)).isFalse();
    }

    @Test
    void shouldHoldNoMessageAnywhereWhenMessagesAreOff() {
        Exception failure = new IllegalStateException("secret", new Exception("secret too"));
        failure.addSuppressed(new Exception("secret as well"));

        Failure silent = Failure.of(failure, FailureDetail.DEFAULT.withoutMessages());

        assertThat(silent.message()).isNull();
        assertThat(silent.toString()).doesNotContain("secret");
        assertThat(silent.causes())
                .containsExactly("java.lang.IllegalStateException", "java.lang.Exception");
        assertThat(silent.stackTrace()).contains("\tat " + getClass().getName());
        assertThat(silent.fingerprint()).isEqualTo(Failure.of(failure).fingerprint());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldNotCutACharacterInTwo(int longest) {
        Failure failure = new Failure("C", null, CART.repeat(5), List.of(), "f");

        String cut = failure.withStackTraceCutTo(longest).stackTrace();

        assertThat(cut).hasSizeLessThanOrEqualTo(longest);
        assertThat(cut.replace(CART, "").chars()).noneMatch(TrapT21FailureTextTest::isSurrogate);
    }

    /** What the JVM does to exceptions that are thrown often. */
    @Test
    void shouldTellTheHeadlineWhenThereAreNoFrames() {
        Exception traceless =
                new Exception("hot", null, false, false) {
                    private static final long serialVersionUID = 1L;
                };

        assertThat(Failure.of(traceless).stackTrace())
                .isEqualTo(traceless.getClass().getName() + ": hot\n");
        assertThat(Failure.of(new Exception("").initCause(null)).message()).isEmpty();
    }

    @Test
    void shouldKeepClassAndFingerprintWithoutDetails() {
        Failure failure = Failure.of(new IllegalStateException("x"));

        assertThat(failure.withoutDetails())
                .isEqualTo(
                        new Failure(
                                "java.lang.IllegalStateException",
                                null,
                                "",
                                List.of(),
                                failure.fingerprint()));
    }

    @Test
    void shouldNameTheMistake() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FailureDetail.DEFAULT.withMaxStackTrace(-1))
                .withMessage("maxStackTrace is -1 characters; allowed are 0 to 1048576");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FailureDetail.DEFAULT.withMaxStackTrace(Integer.MAX_VALUE))
                .withMessageContaining("maxStackTrace is 2147483647 characters");
    }

    private static boolean isSurrogate(int character) {
        return Character.isSurrogate((char) character);
    }

    private static Exception deep(int depth) {
        return depth == 0 ? new IllegalStateException("deep") : deep(depth - 1);
    }

    /** An exception whose own methods fail. */
    private static class Broken extends Exception {
        private static final long serialVersionUID = 1L;

        Broken() {
            super("broken");
        }
    }
}
