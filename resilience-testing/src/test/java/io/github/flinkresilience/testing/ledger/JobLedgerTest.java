// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobLedgerTest {

    private static final String COMMITTED = "receipts";
    private static final String UNCOMMITTED = "receipts, uncommitted included";

    @Test
    void shouldBeBalancedWhenEveryRecordHasOneOutcome() {
        Verdict verdict =
                JobLedger.of("orders", ids("a", "b", "c", "d", "e"))
                        .seen("decoded", ids("a", "b", "a"))
                        .outcome(COMMITTED, ids("b"))
                        .outcome("dead letters", ids("a"))
                        .skipped(ids("c"))
                        .parked(ids("d"))
                        .retrying(ids("e"))
                        .verdict();

        assertThat(verdict.isBalanced()).isTrue();
        assertThat(verdict.accepted()).isEqualTo(5);
        assertThat(verdict)
                .hasToString(
                        "orders 5, decoded 3 = receipts 1 + dead letters 1 + skipped 1 + parked 1"
                                + " + retrying 1; lost 0, repeats 0, invented 0");
    }

    @Test
    void shouldSayWhereEachLostRecordWasSeenLast() {
        Verdict verdict =
                JobLedger.of("orders", ids("a", "b", "c", "d"))
                        .seen("decoded", ids("b", "c", "d"))
                        .seen(UNCOMMITTED, ids("c", "d"))
                        .outcome(COMMITTED, ids("d"))
                        .outcome("dead letters", List.of())
                        .verdict();

        assertThat(verdict.isBalanced()).isFalse();
        assertThat(verdict.lost())
                .map(Verdict.Lost::toString)
                .containsExactly(
                        "a (line@0): was in orders, not in decoded",
                        "b (line@1): was in decoded, not in " + UNCOMMITTED,
                        "c (line@2): was in " + UNCOMMITTED + ", not in receipts or dead letters");
    }

    @Test
    void shouldNotBeMisledWhenALaterStageSawWhatAnEarlierMissed() {
        Verdict verdict =
                JobLedger.of("orders", ids("a"))
                        .seen("decoded", List.of())
                        .seen(UNCOMMITTED, ids("a"))
                        .verdict();

        assertThat(verdict.lost())
                .map(Verdict.Lost::where)
                .containsExactly("was in " + UNCOMMITTED + ", not in any outcome");
    }

    @Test
    void shouldNameAllPlacesWhenARecordComesOutTwice() {
        Verdict verdict =
                JobLedger.of("orders", ids("a", "b"))
                        .seen("read", ids("a", "b"))
                        .seen("decoded", ids("a", "a", "b"))
                        .seen(UNCOMMITTED, ids("a", "a", "b"))
                        .outcome(COMMITTED, ids("b", "a", "a"))
                        .outcome("dead letters", ids("a", "b"))
                        .verdict();

        assertThat(verdict.twice())
                .map(Verdict.Twice::toString)
                .containsExactlyInAnyOrder(
                        "a (line@0): 3 times instead of 1, in receipts at line@1, receipts at"
                                + " line@2, dead letters at line@0; repeated from decoded on",
                        "b (line@1): 2 times instead of 1, in receipts at line@0, dead letters at"
                                + " line@1");
        assertThat(verdict.repeats()).isEqualTo(3);
        assertThat(verdict.lost()).isEmpty();
    }

    @Test
    void shouldExpectARecordAsOftenAsItWasAccepted() {
        JobLedger ledger = JobLedger.of("orders", ids("a", "b", "a"));

        assertThat(ledger.outcome(COMMITTED, ids("a", "b", "a")).verdict().isBalanced()).isTrue();
        assertThat(ledger.outcome(COMMITTED, ids("a", "b")).verdict().lost())
                .map(Verdict.Lost::toString)
                .containsExactly("a (line@0): came out 1 of 2 times");
        Verdict repeated = ledger.outcome(COMMITTED, ids("a", "b", "a", "a")).verdict();
        assertThat(repeated.repeats()).isEqualTo(1);
        assertThat(repeated.isBalanced()).isFalse();
    }

    @Test
    void shouldSayWhereInventedRecordsAppearedFirst() {
        Verdict verdict =
                JobLedger.of("orders", ids("a"))
                        .seen("decoded", ids("a", "x", "y"))
                        .seen(UNCOMMITTED, ids("a", "x"))
                        .outcome(COMMITTED, ids("a", "x"))
                        .outcome("dead letters", ids("z"))
                        .verdict();

        assertThat(verdict.isBalanced()).isFalse();
        assertThat(verdict.invented())
                .map(Verdict.Invented::toString)
                .containsExactly(
                        "x (line@1): in receipts, first seen in decoded",
                        "z (line@0): in dead letters, first seen in dead letters");
    }

    @Test
    void shouldCompareTheOrderOfRecordsOfOneKeyOnly() {
        JobLedger ledger =
                JobLedger.of("orders", keyed("p-0", "a1", "b1", "a2", "b2", "a3"))
                        .outcome("good", keyed("q-0", "b1", "a1", "b2", "a2", "a3"))
                        .outcome("bad", keyed("q-0", "a1", "a3", "b1", "a2", "b2"));

        assertThat(ledger.outOfOrder("good")).isEmpty();
        assertThat(ledger.outOfOrder("bad"))
                .map(Verdict.OutOfOrder::toString)
                .containsExactly(
                        "a2 (q-0@3) of key a came out after a3 (q-0@1), but was accepted before"
                                + " it: p-0@2, p-0@4");
    }

    @Test
    void shouldNotCompareTheOrderOfDifferentLines() {
        List<Sighting> source = new ArrayList<>(keyed("p-0", "a1", "a2"));
        source.addAll(keyed("p-1", "a8", "a9"));
        List<Sighting> out = new ArrayList<>(keyed("q-0", "a2", "a8"));
        out.addAll(keyed("q-1", "a1", "a9"));

        assertThat(JobLedger.of("orders", source).outcome(COMMITTED, out).outOfOrder(COMMITTED))
                .isEmpty();
    }

    @Test
    void shouldGoByPositionsAndNotByTheOrderOfReading() {
        List<Sighting> read = new ArrayList<>(keyed("p-0", "a1", "a2"));
        read.addAll(keyed("p-1", "b1", "b2"));
        List<Sighting> mixed = List.of(read.get(1), read.get(3), read.get(0), read.get(2));

        assertThat(JobLedger.of("orders", read).outcome(COMMITTED, mixed).outOfOrder(COMMITTED))
                .isEmpty();
    }

    @Test
    void shouldNotCallARepeatOutOfOrder() {
        List<Sighting> out = keyed("q-0", "a1", "a2", "a1", "a2", "a3");

        assertThat(
                        JobLedger.of("orders", keyed("p-0", "a1", "a2", "a3"))
                                .outcome(COMMITTED, out)
                                .outOfOrder(COMMITTED))
                .isEmpty();
    }

    @Test
    void shouldTakeTheKeysOfTheOutcomeWhenTheSourceHasNone() {
        assertThat(
                        JobLedger.of("orders", ids("a1", "a2"))
                                .outcome(COMMITTED, keyed("q-0", "a2", "a1"))
                                .outOfOrder(COMMITTED))
                .hasSize(1);
    }

    @Test
    void shouldRefuseToCompareWhatIsNotThere() {
        JobLedger ledger = JobLedger.of("orders", ids("a")).outcome(COMMITTED, ids("a"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ledger.outOfOrder(COMMITTED))
                .withMessageContaining("no record of orders or receipts has a key");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ledger.changedPayloads("orders", COMMITTED))
                .withMessageContaining("no record of orders has a payload");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ledger.changedPayloads("orders", "recipes"))
                .withMessageContaining("no stage recipes")
                .withMessageContaining("receipts 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ledger.seen(COMMITTED, ids()))
                .withMessageContaining("two stages with the name receipts");
    }

    @Test
    void shouldTellWhichBytesOfAPayloadChanged() {
        JobLedger ledger =
                JobLedger.of("orders", List.of(payload("a", "12345"), payload("b", "12345")))
                        .outcome(
                                "dead letters",
                                List.of(
                                        payload("a", "12345"),
                                        payload("b", "1234"),
                                        payload("b", "12745"),
                                        payload("b", null),
                                        payload("x", "")));

        assertThat(ledger.changedPayloads("orders", "dead letters"))
                .map(Verdict.ChangedPayload::toString)
                .containsExactly(
                        "b (p-0@0) at p-0@0: 5 bytes became 4 bytes, different from byte 4 on",
                        "b (p-0@0) at p-0@0: 5 bytes became 5 bytes, different from byte 2 on",
                        "b (p-0@0) at p-0@0: 5 bytes became no payload");
    }

    private static List<Sighting> ids(String... ids) {
        return Sighting.inOrder("line", List.of(ids));
    }

    /** The first letter of each id is its key. */
    private static List<Sighting> keyed(String line, String... ids) {
        return Sighting.inOrder(line, List.of(ids)).stream()
                .map(sighting -> sighting.withKey(sighting.id().substring(0, 1)))
                .toList();
    }

    private static Sighting payload(String id, String payload) {
        return Sighting.of(id, "p-0", 0)
                .withPayload(payload == null ? null : payload.getBytes(UTF_8));
    }
}
