// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkresilience.testing.Await;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** What plans do when they fire. */
class FaultActionTest {
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void shouldThrowAnInjectedFaultThatSaysWhere() {
        assertThatExceptionOfType(InjectedFault.class)
                .isThrownBy(() -> fire(once()))
                .withMessage("injected at RECORD 1 of subtask 0, attempt 0")
                .matches(fault -> fault.getStackTrace().length > 0);
        assertThatExceptionOfType(InjectedFault.class)
                .isThrownBy(() -> fire(once().stackless()))
                .matches(fault -> fault.getStackTrace().length == 0);
    }

    @Test
    void shouldThrowWhatIsAskedFor() {
        assertThatExceptionOfType(SocketTimeoutException.class)
                .isThrownBy(() -> fire(once().throwing(SocketTimeoutException.class)))
                .withMessageContaining("injected at RECORD 1");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> fire(once().throwing(AssertionError.class)));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> fire(once().throwing(() -> new IOException("supplied"))))
                .withMessage("supplied");
    }

    @Test
    void shouldLetTheJvmThrowItsErrors() {
        assertThatThrownBy(() -> fire(once().outOfMemory()))
                .isExactlyInstanceOf(OutOfMemoryError.class);
        assertThatThrownBy(() -> fire(once().stackOverflow()))
                .isExactlyInstanceOf(StackOverflowError.class);
        assertThatThrownBy(() -> fire(once().noClassDefFound()))
                .isExactlyInstanceOf(NoClassDefFoundError.class);
        assertThatThrownBy(() -> fire(once().interrupted()))
                .isExactlyInstanceOf(InterruptedException.class);
    }

    @Test
    void shouldRememberBeforeItHangsAndEndWithAnInterrupt() {
        FaultPlan plan = once().hang(LONG);
        FutureTask<Throwable> hanging = inThread(plan);
        Thread thread = new Thread(hanging);
        thread.start();
        Await.until("fired", DEADLINE, () -> plan.firings() == 1);
        assertThat(hanging).isNotDone();

        thread.interrupt();

        assertThat(Await.result("its end", DEADLINE, hanging))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void shouldLoopOnWhenInterrupted() {
        FaultPlan plan = once().loop(Duration.ofMillis(200));
        FutureTask<Throwable> looping = inThread(plan);
        Thread thread = new Thread(looping);
        long start = System.nanoTime();
        thread.start();
        Await.until("fired", DEADLINE, () -> plan.firings() == 1);
        thread.interrupt();

        assertThat(Await.result("its end", DEADLINE, looping)).isNull();
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    private static FaultPlan once() {
        return FaultPlan.failAt(1);
    }

    /** Gives what the plan throws; null if nothing. */
    private static FutureTask<Throwable> inThread(FaultPlan plan) {
        return new FutureTask<>(() -> failureOf(plan));
    }

    private static Throwable failureOf(FaultPlan plan) {
        try {
            fire(plan);
            return null;
        } catch (Throwable failure) {
            return failure;
        }
    }

    private static void fire(FaultPlan plan) throws Exception {
        plan.meet(new Moment(FaultPoint.RECORD, 1, "record", 0, 0));
    }
}
