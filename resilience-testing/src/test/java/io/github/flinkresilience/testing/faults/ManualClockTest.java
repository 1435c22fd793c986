// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.flinkresilience.deadletter.FailurePolicy;
import io.github.flinkresilience.testing.Await;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.FutureTask;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class ManualClockTest {
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final ManualClock clock = ManualClock.create();
    private final long start = clock.nanoTime();

    @Test
    void shouldGoOnByHandOnly() {
        assertThat(clock.nanoTime()).isEqualTo(start);

        clock.advance(SECOND);

        assertThat(shown()).isEqualTo(SECOND);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> clock.advance(SECOND.negated()))
                .withMessageContaining("advance(time) is PT-1S; allowed is zero or more");
    }

    @Test
    void shouldWakeASleeperWhenEnoughTimeHasPassed() {
        FutureTask<Void> sleep = sleep(SECOND.multipliedBy(3));

        clock.advance(SECOND);

        assertThat(clock.sleepers())
                .containsExactly(new ManualClock.Sleeper("sleeper", SECOND.multipliedBy(2)));
        assertThat(sleep).isNotDone();
        clock.advance(SECOND.multipliedBy(2));
        assertThat(clock.sleepers()).isEmpty();
        assertThat(Await.result("wakes", DEADLINE, sleep)).isNull();
    }

    @Test
    void shouldWakeNobodyWhenItJumps() {
        FutureTask<Void> sleep = sleep(SECOND);

        clock.jump(HOUR);
        assertThat(shown()).isEqualTo(HOUR);
        clock.jump(HOUR.multipliedBy(-2));
        assertThat(shown()).isEqualTo(HOUR.negated());

        assertThat(clock.sleepers()).extracting("left").containsExactly(SECOND);
        clock.advance(SECOND);
        assertThat(Await.result("wakes", DEADLINE, sleep)).isNull();
    }

    @Test
    void shouldShowTheSameWhileFrozenThoughTimePasses() {
        clock.freeze();
        FutureTask<Void> sleep = sleep(SECOND);

        clock.advance(SECOND);

        assertThat(Await.result("wakes", DEADLINE, sleep)).isNull();
        assertThat(clock.nanoTime()).isEqualTo(start);
        clock.thaw();
        clock.advance(SECOND);
        assertThat(shown()).isEqualTo(SECOND);
    }

    @Test
    void shouldEndTheSleepWhenInterrupted() {
        FutureTask<Void> sleep = new FutureTask<>(() -> sleepBy(clock, HOUR));
        Thread thread = new Thread(sleep, "sleeper");
        thread.start();
        clock.awaitSleepers(1, DEADLINE);

        thread.interrupt();

        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> Await.result("its end", DEADLINE, sleep))
                .withCauseInstanceOf(InterruptedException.class);
        assertThat(clock.sleepers()).isEmpty();
    }

    @Test
    void shouldSayThatNobodySleepsWhenTheDeadlinePasses() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> clock.awaitSleepers(1, Duration.ofMillis(50)))
                .withMessageContaining("1 sleepers by ManualClock");
    }

    @Test
    void shouldBeTheSameClockAfterTheWayToTheTask() throws Exception {
        FailurePolicy shipped = InstantiationUtil.clone(FailurePolicy.defaults().withClock(clock));

        assertThat(shipped.clock()).isSameAs(clock);
    }

    @Test
    void shouldNotBeFoundInAnotherJvm() throws Exception {
        byte[] shipped = InstantiationUtil.serializeObject(clock);
        String id = clock.toString().substring("ManualClock ".length());
        String other = UUID.randomUUID().toString();
        byte[] unknown =
                new String(shipped, StandardCharsets.ISO_8859_1)
                        .replace(id, other)
                        .getBytes(StandardCharsets.ISO_8859_1);

        assertThatExceptionOfType(java.io.InvalidObjectException.class)
                .isThrownBy(
                        () ->
                                InstantiationUtil.deserializeObject(
                                        unknown, getClass().getClassLoader()))
                .withMessageContaining(other)
                .withMessageContaining("another JVM");
    }

    private FutureTask<Void> sleep(Duration time) {
        FutureTask<Void> sleep = new FutureTask<>(() -> sleepBy(clock, time));
        new Thread(sleep, "sleeper").start();
        clock.awaitSleepers(1, DEADLINE);
        return sleep;
    }

    private static Void sleepBy(ManualClock clock, Duration time) throws InterruptedException {
        clock.sleep(time);
        return null;
    }

    private Duration shown() {
        return Duration.ofNanos(clock.nanoTime() - start);
    }
}
