// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkresilience.failure.PoisonPillException;
import io.github.flinkresilience.failure.TransientException;
import io.github.flinkresilience.testing.faults.FaultPlan;
import io.github.flinkresilience.testing.flink.LocalCluster;
import io.github.flinkresilience.testing.flink.LocalJob;
import io.github.flinkresilience.testing.junit.LocalClusterExtension;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * F12: poison pills wherever they may come; each is a dead letter, every other record a result, and
 * the job does not restart. Other ones: {@code -Dchaos.seed=...}.
 */
@ExtendWith(LocalClusterExtension.class)
class PoisonPillsITCase {
    private static final int COUNT = 100;
    private static final long SEED = Long.getLong("chaos.seed", 4711L);

    /** Where the poison pills are. */
    enum Poison {
        FIRST(number -> number == 0),
        ONE_IN_N(chosen(1, COUNT / 8)),
        BURSTS(chosen(10, 3)),
        ALL(number -> true),
        ONE_KEY(number -> number % 7 == 5);

        private final LongPredicate pills;

        Poison(LongPredicate pills) {
            this.pills = pills;
        }

        private static LongPredicate chosen(int length, int runs) {
            Set<Long> pills =
                    new Random(SEED)
                            .longs(runs, 0, COUNT)
                            .flatMap(start -> LongStream.range(start, start + length))
                            .boxed()
                            .collect(Collectors.toUnmodifiableSet());
            return pills::contains;
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldBuryPoisonPillsAndNothingElse(Poison poison, LocalCluster cluster) throws Exception {
        LongPredicate dead = number -> poison.pills.test(number) || Judge.isPoison(number);

        finish(FaultPlan.on((Long number) -> poison.pills.test(number)), dead, none(), cluster);
    }

    @ParameterizedTest
    @EnumSource
    void shouldBuryTimersAndNothingElse(Poison poison, LocalCluster cluster) throws Exception {
        finish(
                FaultPlan.onTimer(timestamp -> poison.pills.test(timestamp)),
                Judge::isPoison,
                poison.pills,
                cluster);
    }

    @Test
    void shouldBuryARecordThatIsPoisonousOnlyWhenTriedAgain(LocalCluster cluster) throws Exception {
        FaultPlan plan =
                FaultPlan.on((Long number) -> number == 42)
                        .times(2)
                        .throwing(TransientException.class)
                        .and(
                                FaultPlan.on((Long number) -> number == 42)
                                        .throwing(PoisonPillException.class));

        NumbersJob numbers =
                finish(plan, number -> number == 42 || Judge.isPoison(number), none(), cluster);

        assertThat(plan.firings()).isEqualTo(3);
        assertThat(triesOf42(numbers)).containsExactly(3);
    }

    @Test
    void shouldNotBuryARecordThatSucceedsAtItsLastTry(LocalCluster cluster) throws Exception {
        FaultPlan plan =
                FaultPlan.on((Long number) -> number == 42)
                        .times(2)
                        .throwing(TransientException.class);

        finish(plan, Judge::isPoison, none(), cluster);

        assertThat(plan.firings()).isEqualTo(2);
    }

    private static NumbersJob finish(
            FaultPlan plan, LongPredicate deadRecords, LongPredicate deadTimers, LocalCluster on)
            throws Exception {
        NumbersJob numbers = new NumbersJob(COUNT).follow(plan);
        LocalJob job = numbers.finish(on);
        try {
            assertThat(job.restarts()).isZero();
            numbers.assertOneDisposition(deadRecords, deadTimers);
        } catch (AssertionError e) {
            throw new AssertionError("seed %d, %s".formatted(SEED, plan), e);
        }
        return numbers;
    }

    private static LongPredicate none() {
        return number -> false;
    }

    private static List<Integer> triesOf42(NumbersJob numbers) {
        return numbers.letters.played().stream()
                .filter(letter -> NumbersJob.text(letter).equals("42"))
                .map(letter -> letter.attempts().count())
                .toList();
    }
}
