// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.report;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import javax.annotation.Nullable;

/**
 * All that a timeline recorded, as it is in the file.
 *
 * <p>Times are milliseconds since 1970. Texts hold no control characters and no halves of surrogate
 * pairs, which some of JSON, XML and terminals would choke on.
 *
 * @param flink version of Flink
 * @param again how to run the same schedule again, a command as a rule
 * @param ledger of the whole run; null if nobody counted
 */
record ChaosRun(
        String name,
        String flink,
        long seed,
        long startedAt,
        long endedAt,
        @Nullable String again,
        List<Sample> samples,
        List<Fault> faults,
        List<Event> events,
        @Nullable ChaosLedger ledger) {

    ChaosRun {
        name = Words.readable(name);
        flink = Words.readable(flink);
        again = again == null ? null : Words.readable(again);
        samples = List.copyOf(samples);
        faults = List.copyOf(faults);
        events = List.copyOf(events);
    }

    /** A series had counted this many since its beginning. */
    record Sample(long at, String series, long count) {
        Sample {
            series = Words.readable(series);
        }
    }

    /** Something that somebody should know of. */
    record Event(long at, String text) {
        Event {
            text = Words.readable(text);
        }
    }

    /**
     * A fault and what came of it.
     *
     * @param healedAt when its cause was gone; null if that was not recorded
     * @param recoveredAt when there was a sign of progress again; null if there was none
     * @param ledger of the records of this fault's time; null if nobody counted
     */
    record Fault(
            String number,
            String description,
            String target,
            long begunAt,
            @Nullable Long healedAt,
            @Nullable Long recoveredAt,
            int kills,
            @Nullable ChaosLedger ledger,
            @Nullable String verdict) {

        Fault {
            number = Words.readable(number);
            description = Words.readable(description);
            target = Words.readable(target);
            verdict = verdict == null ? null : Words.readable(verdict);
        }

        OptionalLong recoveryMillis() {
            return recoveredAt == null
                    ? OptionalLong.empty()
                    : OptionalLong.of(recoveredAt - begunAt);
        }

        boolean lostSomething() {
            return ledger != null && ledger.lost() > 0;
        }
    }

    int kills() {
        return faults.stream().mapToInt(Fault::kills).sum();
    }

    /**
     * What became of all records: as counted for the whole run, but never better than the sum of
     * the faults; that sum if nobody counted for the whole run.
     */
    Optional<ChaosLedger> balance() {
        Optional<ChaosLedger> ofFaults = sum(faults.stream().map(Fault::ledger));
        if (ledger == null) {
            return ofFaults;
        }
        return Optional.of(ofFaults.map(ledger::noBetterThan).orElse(ledger));
    }

    /** Sum of those that are not null; empty if all are. */
    static Optional<ChaosLedger> sum(Stream<ChaosLedger> ledgers) {
        return ledgers.filter(Objects::nonNull).reduce(ChaosLedger::plus);
    }
}
