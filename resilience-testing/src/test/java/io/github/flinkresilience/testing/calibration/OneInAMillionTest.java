// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.calibration;

import static io.github.flinkresilience.testing.assertions.ResilienceAssertions.assertThat;
import static io.github.flinkresilience.testing.assertions.ResilienceAssertions.assertThatThrownBy;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.flinkresilience.testing.ledger.JobLedger;
import io.github.flinkresilience.testing.ledger.Sighting;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One wrong record in a million is found, and nothing where none is wrong; in seconds. */
@Timeout(60)
class OneInAMillionTest {

    private static final int MANY = 1_000_000;
    private static final int VICTIM = new Random(3).nextInt(MANY);
    private static final List<Sighting> ORDERS = sightings("orders");
    private static final List<Sighting> RECEIPTS = sightings("receipts");

    @Test
    void shouldPassWhenNothingIsWrong() {
        assertThat(ledger(out -> {}))
                .isBalanced()
                .keepsOrderPerKey("receipts")
                .keepsPayloads("orders", "receipts");
    }

    @Test
    void shouldFindTheOneThatWasDropped() {
        JobLedger ledger = ledger(out -> out.remove(VICTIM));

        assertThatThrownBy(() -> assertThat(ledger).isBalanced())
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll(
                        "1 lost:\n  o-" + VICTIM + " (orders-",
                        ": was in decoded, not in receipts",
                        "nothing came out twice\nnothing invented\n",
                        "lost 1, repeats 0, invented 0");
    }

    @Test
    void shouldFindTheOneThatWasEmittedTwice() {
        JobLedger ledger = ledger(out -> out.add(out.get(VICTIM)));

        assertThatThrownBy(() -> assertThat(ledger).isBalanced())
                .hasMessageContainingAll(
                        "nothing lost\n1 came out twice:\n  o-" + VICTIM + " (",
                        "2 times instead of 1, in receipts at receipts-");
    }

    @Test
    void shouldFindTheOneThatTookThePlaceOfAnother() {
        JobLedger ledger =
                ledger(out -> out.set(VICTIM, Sighting.of("o-" + MANY, "receipts-0", VICTIM)));

        assertThatThrownBy(() -> assertThat(ledger).isBalanced())
                .hasMessageContainingAll(
                        "1 lost:\n  o-" + VICTIM, "1 invented:\n  o-" + MANY + " (receipts-0@");
    }

    @Test
    void shouldFindTheOneThatLostItsLastByte() {
        JobLedger ledger =
                ledger(
                        out ->
                                out.set(
                                        VICTIM,
                                        out.get(VICTIM)
                                                .withPayload(
                                                        payload(VICTIM)
                                                                .substring(1)
                                                                .getBytes(UTF_8))));

        assertThat(ledger).isBalanced();
        assertThatThrownBy(() -> assertThat(ledger).keepsPayloads("orders", "receipts"))
                .hasMessageContaining("found 1 record otherwise:\n  o-" + VICTIM + " (");
    }

    @Test
    void shouldFindTheOneThatWasOvertaken() {
        JobLedger ledger =
                ledger(
                        out -> {
                            Sighting record = out.get(VICTIM);
                            out.set(
                                    VICTIM,
                                    new Sighting(
                                            record.id(),
                                            record.key(),
                                            record.payload(),
                                            record.line(),
                                            record.position() + 10_000));
                        });

        assertThat(ledger).isBalanced();
        assertThatThrownBy(() -> assertThat(ledger).keepsOrderPerKey("receipts"))
                .hasMessageContaining("found 1 record otherwise:\n  o-" + VICTIM + " (");
    }

    private static JobLedger ledger(Consumer<List<Sighting>> sabotage) {
        List<Sighting> receipts = new ArrayList<>(RECEIPTS);
        sabotage.accept(receipts);
        return JobLedger.of("orders", ORDERS).seen("decoded", ORDERS).outcome("receipts", receipts);
    }

    /** A thousand keys over four partitions. */
    private static List<Sighting> sightings(String topic) {
        List<String> lines = List.of(topic + "-0", topic + "-1", topic + "-2", topic + "-3");
        List<Sighting> sightings = new ArrayList<>(MANY);
        for (int i = 0; i < MANY; i++) {
            int key = i % 1000;
            sightings.add(
                    new Sighting(
                            "o-" + i,
                            "k" + key,
                            payload(i).getBytes(UTF_8),
                            lines.get(key % 4),
                            i));
        }
        return sightings;
    }

    private static String payload(int number) {
        return "order number " + number;
    }
}
