// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.assertions;

import static io.github.flinkresilience.testing.assertions.ResilienceAssertions.assertThat;
import static io.github.flinkresilience.testing.assertions.ResilienceAssertions.assertThatThrownBy;

import io.github.flinkresilience.testing.ledger.JobLedger;
import io.github.flinkresilience.testing.ledger.Sighting;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JobLedgerAssertTest {

    private static final JobLedger GOOD =
            JobLedger.of("orders", ids("a", "b")).outcome("receipts", ids("a", "b"));

    private static final JobLedger BAD =
            JobLedger.of("orders", ids("a", "b", "c"))
                    .seen("decoded", ids("a", "b"))
                    .outcome("receipts", ids("b", "x"))
                    .outcome("dead letters", ids("a", "b"));

    @Test
    void shouldPassWhenNothingIsWrong() {
        assertThat(GOOD)
                .isBalanced()
                .hasLostNothing()
                .hasNothingTwice()
                .hasInventedNothing()
                .hasRepeatedAtMost(0)
                .keepsOrderPerKey("receipts")
                .keepsPayloads("orders", "receipts");
    }

    @Test
    void shouldTellEverythingWhenNotBalanced() {
        assertThatThrownBy(() -> assertThat(BAD).as("the ledger").isBalanced())
                .isInstanceOf(AssertionError.class)
                .hasMessage(
                        """
                        [the ledger]\s
                        Expected a balanced ledger, but
                        1 lost:
                          c (orders-0@2): was in orders, not in decoded
                        1 came out twice:
                          b (orders-0@1): 2 times instead of 1, in receipts at orders-0@0, dead letters at orders-0@1
                        1 invented:
                          x (orders-0@1): in receipts, first seen in receipts
                        orders 3, decoded 2 = receipts 2 + dead letters 2; lost 1, repeats 1, invented 1""");
        assertThatThrownBy(
                        () ->
                                assertThat(JobLedger.of("orders", ids("a")).outcome("out", ids()))
                                        .isBalanced())
                .hasMessageContainingAll("1 lost:\n", "nothing came out twice\nnothing invented\n");
    }

    @Test
    void shouldTellEachThingByItself() {
        assertThatThrownBy(() -> assertThat(BAD).hasLostNothing())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(
                        "Expected nothing lost, but found 1 record otherwise:\n  c (orders-0@2): was");
        assertThatThrownBy(() -> assertThat(BAD).hasNothingTwice())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(
                        "Expected nothing twice, but found 1 record otherwise:\n  b (");
        assertThatThrownBy(() -> assertThat(BAD).hasInventedNothing())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expected nothing invented, but found 1 record otherwise")
                .hasMessageContaining("  x (orders-0@1): in receipts");
    }

    @Test
    void shouldCountRepeatsAndAllowSoMany() {
        JobLedger repeating =
                JobLedger.of("orders", ids("a", "b")).outcome("receipts", ids("a", "b", "a", "a"));

        assertThat(repeating).hasLostNothing().hasInventedNothing().hasRepeatedAtMost(2);
        assertThatThrownBy(() -> assertThat(repeating).hasRepeatedAtMost(1))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expected at most 1 repeat, but there are 2:\n  a (")
                .hasMessageEndingWith("orders 2 = receipts 4; lost 0, repeats 2, invented 0");
    }

    @Test
    void shouldTellWhatIsOutOfOrderAndWhatChanged() {
        JobLedger wrong =
                JobLedger.of("orders", ids("a", "b"))
                        .outcome("receipts", ids("b", "a"))
                        .outcome(
                                "dead letters",
                                List.of(Sighting.of("b", "dlq-0", 5).withPayload(new byte[2])));

        assertThatThrownBy(() -> assertThat(wrong).keepsOrderPerKey("receipts"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(
                        "Expected order per key in receipts, but found 1 record otherwise")
                .hasMessageContaining("a (orders-0@1) of key k came out after b (orders-0@0)");
        assertThatThrownBy(() -> assertThat(wrong).keepsPayloads("orders", "dead letters"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(
                        "Expected the payloads of orders in dead letters, but found 1 record otherwise")
                .hasMessageContaining("b (orders-0@1) at dlq-0@5: 1 bytes became 2 bytes");
    }

    @Test
    void shouldNameTwentyAndTheCount() {
        JobLedger ledger =
                JobLedger.of(
                                "orders",
                                ids(
                                        IntStream.range(0, 100)
                                                .mapToObj(i -> "o-" + i)
                                                .toArray(String[]::new)))
                        .outcome("receipts", List.of());

        assertThatThrownBy(() -> assertThat(ledger).hasLostNothing())
                .hasMessageContainingAll("found 100 records", "o-19 (", "\n  ... and 80 more\n")
                .message()
                .doesNotContain("o-20 (");
    }

    @Test
    void shouldNotPassWhenNothingWasAccepted() {
        JobLedger empty = JobLedger.of("orders", ids()).outcome("receipts", ids());

        assertThatThrownBy(() -> assertThat(empty).isBalanced())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expected records in orders, but nothing was accepted");
        assertThatThrownBy(() -> assertThat(empty).hasLostNothing())
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertThat((JobLedger) null).isBalanced())
                .isInstanceOf(AssertionError.class);
    }

    private static List<Sighting> ids(String... ids) {
        return Sighting.inOrder("orders-0", List.of(ids)).stream()
                .map(sighting -> sighting.withKey("k").withPayload(new byte[1]))
                .toList();
    }
}
