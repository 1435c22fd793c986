// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThroughputTest {

    @Test
    void shouldGiveMeansOfEachStepWhenSamplesLieBetween() {
        MadeUpRun run = new MadeUpRun("orders", "1.20.5", 1);
        run.at(0).timeline.sample("in", 0);
        run.at(3_000).timeline.sample("in", 300);
        run.at(5_000).timeline.sample("in", 300);
        run.at(8_000).timeline.sample("in", 3_300);

        Throughput throughput = Throughput.of(run.timeline.recorded());

        assertThat(throughput.step()).isEqualTo(2);
        assertThat(throughput.times()).containsExactly(1.0, 3.0, 5.0, 7.0);
        assertThat(throughput.rates()).containsOnlyKeys("in");
        assertThat(throughput.rates().get("in")).containsExactly(100.0, 50.0, 500.0, 1_000.0);
    }

    @Test
    void shouldKnowNothingWhereThereAreNoSamples() {
        MadeUpRun run = new MadeUpRun("orders", "1.20.5", 1);
        run.at(2_000).timeline.sample("late", 7);
        run.at(4_000).timeline.sample("late", 27);
        run.at(6_000);

        assertThat(Throughput.of(run.timeline.recorded()).rates().get("late"))
                .containsExactly(null, 10.0, null);
    }

    @Test
    void shouldStaySmallWhenARunIsLong() {
        MadeUpRun run = new MadeUpRun("soak", "1.20.5", 1);
        run.at(0).timeline.sample("in", 0);
        run.at(36_000_000).timeline.sample("in", 36_000_000);

        Throughput throughput = Throughput.of(run.timeline.recorded());

        assertThat(throughput.times()).hasSizeBetween(500, 600);
        assertThat(throughput.rates().get("in")).containsOnly(1_000.0);
    }

    @Test
    void shouldBeEmptyWhenARunEndsAtOnce() {
        assertThat(Throughput.of(new MadeUpRun("none", "2.3.0", 1).timeline.recorded()).times())
                .isEmpty();
    }
}
