// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** When plans fire, and how often. */
class FaultPlanTest {

    @Test
    void shouldFireFromThatCallOnUntilTheBudgetIsSpent() throws Exception {
        FaultPlan plan = FaultPlan.failAt(8).times(3);

        assertThat(Calls.of(plan).failing(20)).containsExactly(8L, 9L, 10L);
        assertThat(plan.firings()).isEqualTo(3);
    }

    @Test
    void shouldFireOnceWhereNothingElseIsSaid() throws Exception {
        assertThat(Calls.of(FaultPlan.failAt(2)).failing(9)).containsExactly(2L);
        assertThat(Calls.of(FaultPlan.failAt(2).always()).failing(4)).containsExactly(2L, 3L, 4L);
    }

    @Test
    void shouldFireAtEachMultiple() throws Exception {
        assertThat(Calls.of(FaultPlan.every(3)).failing(10)).containsExactly(3L, 6L, 9L);
    }

    @Test
    void shouldFireOnCertainRecordsWheneverTheyCome() throws Exception {
        Calls calls = Calls.of(FaultPlan.on((String record) -> record.startsWith("bad")));

        assertThat(calls.fails("good")).isFalse();
        assertThat(calls.fails("bad1")).isTrue();
        assertThat(calls.fails("bad1")).isTrue();
    }

    @Test
    void shouldCountCallsAnewInEachInstanceAndTheBudgetOverAll() throws Exception {
        FaultPlan plan = FaultPlan.failAt(2).times(3);

        assertThat(Calls.of(plan, 0).failing(3)).containsExactly(2L, 3L);
        assertThat(Calls.of(plan, 1).failing(9)).containsExactly(2L);
        assertThat(Calls.of(plan, 2).failing(9)).isEmpty();
        assertThat(plan.firings()).isEqualTo(3);
    }

    @Test
    void shouldNumberCheckpointsAndAttemptsFromTheOneNamed() throws Exception {
        Calls checkpoints = Calls.of(FaultPlan.inSnapshot(3).times(2));
        assertThat(checkpoints.fails(FaultPoint.SNAPSHOT_STATE, 2)).isFalse();
        assertThat(checkpoints.fails(FaultPoint.NOTIFY_CHECKPOINT_COMPLETE, 3)).isFalse();
        assertThat(checkpoints.fails(FaultPoint.SNAPSHOT_STATE, 4)).isTrue();
        assertThat(checkpoints.fails(FaultPoint.SNAPSHOT_STATE, 5)).isTrue();
        assertThat(checkpoints.fails(FaultPoint.SNAPSHOT_STATE, 6)).isFalse();

        Calls attempts = Calls.of(FaultPlan.inOpen(1));
        assertThat(attempts.fails(FaultPoint.OPEN, 0)).isFalse();
        assertThat(attempts.fails(FaultPoint.OPEN, 1)).isTrue();
    }

    @Test
    void shouldChooseTheSameCallsWhenTheSeedIsTheSame() throws Exception {
        List<Long> chosen = Calls.of(FaultPlan.random(42, 0.1)).failing(10_000);

        assertThat(chosen).hasSizeBetween(800, 1_200);
        assertThat(Calls.of(FaultPlan.random(42, 0.1)).failing(10_000)).isEqualTo(chosen);
        assertThat(Calls.of(FaultPlan.random(43, 0.1)).failing(10_000)).isNotEqualTo(chosen);
        assertThat(Calls.of(FaultPlan.random(42, 0.1), 1).failing(10_000)).isNotEqualTo(chosen);
        assertThat(FaultPlan.random(42, 0.1))
                .hasToString(
                        "FaultPlan[RECORD random(seed 42, probability 0.1), always: Fail[withStackTrace=true]]");
    }

    @Test
    void shouldHaveAMemoryOfItsOwnWhenMadeFromAnotherPlan() throws Exception {
        FaultPlan plan = FaultPlan.failAt(1);
        Calls.of(plan).failing(1);

        assertThat(plan.times(1).firings()).isZero();
        assertThat(Calls.of(plan.times(1)).failing(1)).containsExactly(1L);
        assertThat(plan.firings()).isEqualTo(1);
    }

    @Test
    void shouldAskCombinedPlansInTheirOrder() throws Exception {
        FaultPlan first = FaultPlan.failAt(2).times(2);
        FaultPlan second = FaultPlan.failAt(3).times(2);
        FaultPlan both = first.and(second);

        assertThat(Calls.of(both).failing(9)).containsExactly(2L, 3L, 4L, 5L);
        assertThat(both.firings()).isEqualTo(4);
        assertThat(first.firings()).isEqualTo(2);
    }

    @Test
    void shouldRefuseToEndTheProcessWithoutAMemoryThatOutlivesIt(@TempDir Path directory) {
        assertThatIllegalStateException()
                .isThrownBy(() -> FaultPlan.failAt(1).exit(3))
                .withMessageContaining("Exit[code=3]")
                .withMessageContaining("rememberedIn(directory) first");
        assertThatIllegalStateException().isThrownBy(() -> FaultPlan.failAt(1).halt(3));
        assertThat(FaultPlan.failAt(1).rememberedIn(directory).halt(3).times(2).firings()).isZero();
    }

    @Test
    void shouldRefuseToChangeAPlanOfSeveral() {
        FaultPlan both = FaultPlan.failAt(1).and(FaultPlan.inClose());

        assertThatIllegalStateException()
                .isThrownBy(() -> both.times(2))
                .withMessageContaining("made of 2")
                .withMessageContaining("before and(...)");
    }

    @Test
    void shouldRefuseAPlanThatItsFollowerNeverMeets() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FaultPlan.inSnapshot().deserializer(new SimpleStringSchema()))
                .withMessageContaining("deserializer has a fault at SNAPSHOT_STATE");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FaultPlan.failAt(1).and(FaultPlan.onTimer()).mapFunction())
                .withMessageContaining("TIMER");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FaultPlan.inFinish().keyedProcessFunction())
                .withMessageContaining("plan.operator()");
    }

    @ParameterizedTest
    @MethodSource
    void shouldNameWhatIsNotAllowed(ThrowingCallable call, String option, String allowed) {
        assertThatThrownBy(call)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(option)
                .hasMessageContaining(allowed);
    }

    static List<Arguments> shouldNameWhatIsNotAllowed() {
        FaultPlan plan = FaultPlan.failAt(1);
        return List.of(
                refused(() -> FaultPlan.failAt(0), "failAt(call) is 0", "1 or more"),
                refused(() -> FaultPlan.every(-1), "every(calls) is -1", "1 or more"),
                refused(() -> FaultPlan.inSnapshot(0), "inSnapshot(checkpoint) is 0", "1 or more"),
                refused(
                        () -> FaultPlan.inNotifyCheckpointComplete(0),
                        "inNotifyCheckpointComplete(checkpoint) is 0",
                        "1 or more"),
                refused(() -> FaultPlan.inOpen(-1), "inOpen(attempt) is -1", "0 or more"),
                refused(
                        () -> FaultPlan.inInitializeState(-1),
                        "inInitializeState(attempt) is -1",
                        "0 or more"),
                refused(() -> FaultPlan.random(1, 0.0), "is 0.0", "more than 0.0 and at most 1.0"),
                refused(() -> FaultPlan.random(1, Double.NaN), "is NaN", "at most 1.0"),
                refused(() -> plan.times(0), "times(firings) is 0", "1 or more"),
                refused(() -> plan.hang(Duration.ZERO), "hang(time) is PT0S", "more than zero"),
                refused(
                        () -> plan.loop(Duration.ofDays(2)),
                        "loop(time) is PT48H",
                        "at most a day"),
                refused(
                        () -> plan.throwing(Unthrowable.class),
                        "Unthrowable",
                        "takes a message or nothing"));
    }

    private static Arguments refused(ThrowingCallable call, String option, String allowed) {
        return Arguments.of(call, option, allowed);
    }

    /** Cannot be made from a message. */
    public static final class Unthrowable extends Exception {
        public Unthrowable(int code) {
            super("code " + code);
        }
    }
}
