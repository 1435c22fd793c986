// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkresilience.examples.traffic.Audit;
import io.github.flinkresilience.examples.traffic.Fate;
import io.github.flinkresilience.examples.traffic.OrderTraffic;
import io.github.flinkresilience.examples.traffic.TopicContents;
import io.github.flinkresilience.examples.traffic.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The demo, small; and its checker, which has to notice whatever is done to the topics. */
class DemoITCase {

    private static final DemoOptions OPTIONS =
            new DemoOptions(2_000, 7, Duration.ofSeconds(6), false);
    private static final OrderTraffic TRAFFIC = OrderTraffic.of(7, 2_000);

    private static final ByteArrayOutputStream SAID = new ByteArrayOutputStream();

    private static DemoOutcome outcome;

    @BeforeAll
    static void runDemo() throws Exception {
        Screen screen = screen();
        try (Cleanup cleanup = Cleanup.armed()) {
            DemoCluster cluster = DemoCluster.start(cleanup);
            outcome = new DemoRun(OPTIONS, screen, cluster).run();
            new DemoReport(screen).conclude(OPTIONS, outcome);
        }
    }

    @Test
    void shouldEndWithZeroWhenJobManagerAndTaskManagerAreLost() {
        Verdict verdict = outcome.verdict();
        assertThat(verdict.lost()).isEmpty();
        assertThat(verdict.duplicates()).isEmpty();
        assertThat(verdict.wrong()).isEmpty();
        assertThat(verdict.exitCode()).isZero();
        assertThat(verdict.recovered()).isEqualTo(TRAFFIC.count(Fate.SLOW_BANK));
        assertThat(verdict.processed())
                .isEqualTo(TRAFFIC.count(Fate.FINE) + TRAFFIC.count(Fate.SLOW_BANK));
        assertThat(outcome.failures()).isPositive();
        assertThat(outcome.restarts()).isGreaterThan(outcome.failures());
        assertThat(verdict.deadLetters())
                .containsEntry("DESERIALIZE java.lang.StackOverflowError", 1L)
                .containsEntry("PROCESS java.lang.IllegalArgumentException", 6L)
                .containsEntry("TIMER java.lang.IllegalStateException", 6L);
        assertThat(SAID.toString(UTF_8))
                .contains("The ledger adds up", "Lost 0, duplicates 0", "TIMER failed in charge");
    }

    @Test
    void shouldEndWithOneWhenReceiptIsLost() {
        Verdict verdict = afterSabotage(topics -> topics.receipts().remove(100));
        assertThat(verdict.lost()).containsExactly(key(outcome.topics().receipts().get(100)));
        assertThat(verdict.exitCode()).isOne();
    }

    @Test
    void shouldEndWithOneWhenDeadLetterIsLost() {
        Verdict verdict = afterSabotage(topics -> topics.deadLetters().remove(3));
        assertThat(verdict.lost()).containsExactly(key(outcome.topics().deadLetters().get(3)));
        assertThat(verdict.exitCode()).isOne();
    }

    @Test
    void shouldEndWithOneWhenReceiptIsThereTwice() {
        Verdict verdict =
                afterSabotage(topics -> topics.receipts().add(topics.receipts().get(100)));
        assertThat(verdict.duplicates()).containsExactly(key(outcome.topics().receipts().get(100)));
        assertThat(verdict.exitCode()).isOne();
    }

    @Test
    void shouldEndWithOneWhenDeadLetterIsThereTwice() {
        Verdict verdict =
                afterSabotage(topics -> topics.deadLetters().add(topics.deadLetters().get(3)));
        assertThat(verdict.duplicates())
                .containsExactly(key(outcome.topics().deadLetters().get(3)));
        assertThat(verdict.exitCode()).isOne();
    }

    @Test
    void shouldEndWithOneWhenOneIsLostAndAnotherIsThereTwice() {
        Verdict verdict =
                afterSabotage(topics -> topics.receipts().set(100, topics.receipts().get(101)));
        assertThat(verdict.lost()).hasSize(1);
        assertThat(verdict.duplicates()).hasSize(1);
        assertThat(verdict.exitCode()).isOne();
    }

    @Test
    void shouldEndWithOneWhenOrderHasReceiptAndDeadLetter() {
        Verdict verdict =
                afterSabotage(topics -> topics.receipts().add(topics.deadLetters().get(3)));
        assertThat(verdict.duplicates()).hasSize(1);
        assertThat(verdict.exitCode()).isOne();
    }

    @Test
    void shouldEndWithOneWhenDeadLetterHasOtherBytes() {
        int malformed = deadLetterOf(Fate.MALFORMED);
        Verdict verdict =
                afterSabotage(
                        topics ->
                                topics.deadLetters()
                                        .set(
                                                malformed,
                                                withValue(
                                                        topics.deadLetters().get(malformed),
                                                        "other")));
        assertThat(verdict.lost()).isEmpty();
        assertThat(verdict.wrong()).hasSize(1);
        assertThat(verdict.exitCode()).isOne();
    }

    @Test
    void shouldEndWithOneWhenOrderWasNotProduced() {
        Verdict verdict = afterSabotage(topics -> topics.orders().remove(0));
        assertThat(verdict.produced()).isLessThan(verdict.expected());
        assertThat(verdict.exitCode()).isOne();
    }

    @Test
    void shouldShowTheRestartLoopWithoutTheLibrary() throws Exception {
        try (Cleanup cleanup = Cleanup.armed()) {
            NaiveRun.Loop loop =
                    new NaiveRun(
                                    OPTIONS,
                                    Duration.ofSeconds(10),
                                    screen(),
                                    DemoCluster.start(cleanup))
                            .run();
            assertThat(loop.exitCode()).isZero();
            assertThat(loop.restarts()).isGreaterThan(1);
            assertThat(loop.receipts()).isLessThan(TRAFFIC.size() / 2);
            assertThat(loop.failure()).contains("Exception: ");
        }
    }

    private static Verdict afterSabotage(Consumer<TopicContents> sabotage) {
        TopicContents real = outcome.topics();
        TopicContents tampered =
                new TopicContents(
                        new ArrayList<>(real.orders()),
                        new ArrayList<>(real.receipts()),
                        new ArrayList<>(real.deadLetters()));
        sabotage.accept(tampered);
        return Audit.verdict(TRAFFIC, tampered);
    }

    private static int deadLetterOf(Fate fate) {
        List<String> keys = outcome.topics().deadLetters().stream().map(DemoITCase::key).toList();
        for (int i = 0; i < TRAFFIC.size(); i++) {
            if (TRAFFIC.fate(i) == fate) {
                return keys.indexOf(TRAFFIC.id(i));
            }
        }
        throw new AssertionError("no order is " + fate);
    }

    private static ConsumerRecord<byte[], byte[]> withValue(
            ConsumerRecord<byte[], byte[]> record, String value) {
        return new ConsumerRecord<>(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.timestampType(),
                record.serializedKeySize(),
                value.length(),
                record.key(),
                value.getBytes(UTF_8),
                record.headers(),
                record.leaderEpoch());
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.key(), UTF_8);
    }

    private static Screen screen() {
        return new Screen(new PrintStream(SAID, true, UTF_8), false);
    }
}
