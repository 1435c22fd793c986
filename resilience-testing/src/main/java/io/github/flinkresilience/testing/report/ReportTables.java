// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.report;

import static io.github.flinkresilience.testing.report.Table.Column.number;
import static io.github.flinkresilience.testing.report.Table.Column.text;

import io.github.flinkresilience.testing.report.Table.Cell;
import io.github.flinkresilience.testing.report.Table.Column;
import io.github.flinkresilience.testing.report.Table.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.annotation.Nullable;

/** The tables of both reports. */
final class ReportTables {

    private static final List<Column> COUNTS =
            List.of(
                    number("In"),
                    number("Out"),
                    number("Dead letters"),
                    number("Lost"),
                    number("Duplicated"));

    private static final List<Column> SUMMARY =
            around(
                    List.of(
                            text("Flink"),
                            text("Fault"),
                            text("What"),
                            number("Times"),
                            number("Kills")),
                    List.of(
                            number("Recovery median"),
                            number("min"),
                            number("max"),
                            text("Verdict")));

    private static final List<Column> LEDGER =
            around(
                    List.of(
                            text("At"),
                            text("Fault"),
                            text("What"),
                            text("Target"),
                            number("Healed after"),
                            number("Recovered after"),
                            number("Kills")),
                    List.of(text("Verdict")));

    private ReportTables() {}

    static Table summary(List<ChaosRun> runs) {
        return new Table(SUMMARY, Summary.of(runs).stream().map(ReportTables::summaryRow).toList());
    }

    /** Every fault of a run, then the whole of it. */
    static Table ledger(ChaosRun run) {
        List<Row> rows = new ArrayList<>();
        run.faults().forEach(fault -> rows.add(faultRow(run, fault)));
        rows.add(runRow(run));
        return new Table(LEDGER, rows);
    }

    static Table events(ChaosRun run) {
        return new Table(
                List.of(text("At"), text("Event")),
                run.events().stream().map(event -> eventRow(run, event)).toList());
    }

    private static Row summaryRow(Summary summary) {
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.of(summary.flink()));
        cells.add(Cell.of(summary.fault().orElse("all")));
        cells.add(Cell.of(summary.what()));
        cells.add(Cell.count(summary.faults().size()));
        cells.add(Cell.count(summary.kills()));
        cells.addAll(counts(summary.ledger()));
        cells.addAll(recovery(summary.recovery()));
        cells.add(new Cell(summary.verdict(), summary.lostSomething()));
        return new Row(summary.fault().isEmpty(), cells);
    }

    private static Row faultRow(ChaosRun run, ChaosRun.Fault fault) {
        List<Cell> cells = new ArrayList<>();
        cells.add(at(run, fault.begunAt()));
        cells.add(Cell.of(fault.number()));
        cells.add(Cell.of(fault.description()));
        cells.add(Cell.of(fault.target()));
        cells.add(after(fault.begunAt(), fault.healedAt()));
        cells.add(after(fault.begunAt(), fault.recoveredAt()));
        cells.add(Cell.count(fault.kills()));
        cells.addAll(counts(Optional.ofNullable(fault.ledger())));
        cells.add(verdict(fault));
        return new Row(false, cells);
    }

    private static Row runRow(ChaosRun run) {
        List<Cell> cells = new ArrayList<>();
        cells.add(at(run, run.endedAt()));
        cells.add(Cell.of("all"));
        cells.add(Cell.of(Words.count(run.faults().size(), "fault")));
        cells.addAll(Collections.nCopies(3, Cell.UNKNOWN));
        cells.add(Cell.count(run.kills()));
        cells.addAll(counts(run.balance()));
        cells.add(Cell.of(counter(run)));
        return new Row(true, cells);
    }

    private static Row eventRow(ChaosRun run, ChaosRun.Event event) {
        return new Row(false, List.of(at(run, event.at()), Cell.of(event.text())));
    }

    private static List<Cell> counts(Optional<ChaosLedger> counted) {
        return counted.map(
                        ledger ->
                                List.of(
                                        Cell.count(ledger.in()),
                                        Cell.count(ledger.out()),
                                        Cell.count(ledger.dead()),
                                        Cell.lost(ledger.lost()),
                                        Cell.count(ledger.duplicated())))
                .orElse(Collections.nCopies(COUNTS.size(), Cell.UNKNOWN));
    }

    private static String counter(ChaosRun run) {
        if (run.ledger() != null) {
            return "counted for the whole run";
        }
        boolean all = run.faults().stream().allMatch(fault -> fault.ledger() != null);
        return all ? "sum of the faults" : "sum of the faults that were counted";
    }

    private static List<Cell> recovery(RecoveryTimes times) {
        return times.none()
                ? Collections.nCopies(3, Cell.UNKNOWN)
                : Stream.of(times.median(), times.min(), times.max())
                        .map(millis -> Cell.of(Words.seconds(millis)))
                        .toList();
    }

    private static Cell verdict(ChaosRun.Fault fault) {
        String words = fault.verdict();
        return words == null ? Cell.UNKNOWN : new Cell(words, fault.lostSomething());
    }

    private static Cell at(ChaosRun run, long time) {
        return Cell.of(Words.clock(time - run.startedAt()));
    }

    private static Cell after(long begunAt, @Nullable Long at) {
        return at == null ? Cell.UNKNOWN : Cell.of(Words.seconds(at - begunAt));
    }

    private static List<Column> around(List<Column> before, List<Column> after) {
        return Stream.of(before, COUNTS, after).flatMap(List::stream).toList();
    }
}
