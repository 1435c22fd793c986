// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummaryTest {

    @Test
    void shouldSumUpByVersionAndFaultInNaturalOrder() {
        List<Summary> summaries =
                Summary.of(
                        Stream.of("2.10.0", "2.3.0", "2.3.0")
                                .map(flink -> MadeUpRun.quiet(flink).recorded())
                                .toList());

        assertThat(summaries)
                .extracting(summary -> summary.flink() + " " + summary.fault().orElse("all"))
                .containsExactly(
                        "2.3.0 all",
                        "2.3.0 F2",
                        "2.3.0 F10",
                        "2.10.0 all",
                        "2.10.0 F2",
                        "2.10.0 F10");
        assertThat(summaries.get(0).ledger()).contains(new ChaosLedger(7_000, 6_980, 20, 0, 0));
        assertThat(summaries.get(2).ledger()).contains(new ChaosLedger(3_000, 2_980, 20, 0, 0));
        assertThat(summaries.get(2).kills()).isEqualTo(4);
        assertThat(summaries.get(2).verdict())
                .isEqualTo("nothing lost, nothing duplicated; held (4)");
    }

    @Test
    void shouldSayTheWorstFirstWhenThereIsMuchToSay() {
        List<Summary> summaries = Summary.of(List.of(MadeUpRun.bad("2.3.0").recorded()));

        assertThat(summaries)
                .extracting(Summary::verdict)
                .containsExactly(
                        "LOST 6; recovery not seen: 1; 3 duplicated",
                        "LOST 6; recovery not seen: 1; 3 duplicated; broken: partition 2 (1)",
                        "not counted: 1");
        assertThat(summaries).extracting(Summary::lostSomething).containsExactly(true, true, false);
    }

    @Test
    void shouldBelieveTheWorseCountWhenARunAndItsFaultsDisagree() {
        MadeUpRun run = new MadeUpRun("orders", "1.20.5", 1);
        run.begin("F1", "killed", "process 1").counted(new ChaosLedger(10, 7, 0, 3, 0));
        run.timeline.counted(new ChaosLedger(100, 104, 0, 0, 4));

        assertThat(run.timeline.recorded().balance()).contains(new ChaosLedger(100, 104, 0, 3, 4));
    }

    @Test
    void shouldCountNothingWhenNobodyDid() {
        MadeUpRun run = new MadeUpRun("orders", "1.20.5", 1);
        run.begin("F1", "killed", "process 1").recovered();

        assertThat(Headline.of(List.of(run.timeline.recorded())).text())
                .startsWith("Nothing counted: 0 records in, 1 fault")
                .endsWith("; not counted: 1 run");
    }

    @ParameterizedTest
    @CsvSource({"5,5,5,5", "9 1,1,5,9", "9 1 4,1,4,9", "1 2 4 100,1,3,100"})
    void shouldTellMinMedianMax(String millis, long min, long median, long max) {
        RecoveryTimes times =
                new RecoveryTimes(Stream.of(millis.split(" ")).map(Long::valueOf).toList());

        assertThat(List.of(times.min(), times.median(), times.max()))
                .containsExactly(min, median, max);
    }
}
