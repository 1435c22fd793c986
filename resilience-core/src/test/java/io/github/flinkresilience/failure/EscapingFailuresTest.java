// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.ClosedByInterruptException;
import java.util.stream.Stream;
import org.apache.flink.runtime.execution.CancelTaskException;
import org.apache.flink.streaming.runtime.tasks.ExceptionInChainedOperatorException;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.util.FlinkRuntimeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** T2 and T3: what nobody may handle, whatever it is wrapped in. */
class EscapingFailuresTest {

    static Stream<Throwable> escaping() {
        return Stream.of(
                new InterruptedException(),
                new CancelTaskException(),
                new ExceptionInChainedOperatorException(new IllegalStateException("downstream")),
                new ExceptionInChainedOperatorException(new CancelTaskException()),
                new ExceptionInChainedOperatorException(new InterruptedException()),
                new TaskMailbox.MailboxClosedException("closed"),
                new ClosedByInterruptException(),
                new OutOfMemoryError(),
                new InternalError(),
                new NoClassDefFoundError(),
                new UnsatisfiedLinkError(),
                new ThreadDeath());
    }

    @ParameterizedTest
    @MethodSource("escaping")
    void shouldEscapeHoweverDeepItIsWrapped(Throwable failure) {
        assertThat(EscapingFailures.includes(failure)).isTrue();
        assertThat(EscapingFailures.includes(new RuntimeException(new IOException(failure))))
                .isTrue();
    }

    static Stream<Throwable> others() {
        return Stream.of(
                new IllegalStateException(),
                new IOException(),
                new ConnectException(),
                new StackOverflowError(),
                new AssertionError(),
                new FlinkRuntimeException("thrown by user code, too"));
    }

    @ParameterizedTest
    @MethodSource("others")
    void shouldLeaveTheRestToTheClassifier(Throwable failure) {
        assertThat(EscapingFailures.includes(failure)).isFalse();
        assertThat(EscapingFailures.includes(new RuntimeException(failure))).isFalse();
    }
}
