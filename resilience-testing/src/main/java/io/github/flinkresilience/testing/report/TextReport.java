// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The report as plain text, for terminals and logs of builds. */
final class TextReport {

    private static final String GAP = "  ";

    private TextReport() {}

    static String of(List<ChaosRun> runs) {
        List<String> lines = new ArrayList<>();
        lines.add(Headline.of(runs).text());
        lines.add("");
        lines.addAll(table(ReportTables.summary(runs)));
        lines.add("");
        lines.add(Notes.RECOVERY);
        runs.forEach(run -> lines.addAll(run(run)));
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private static List<String> run(ChaosRun run) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("");
        lines.add(run.name() + ", Flink " + run.flink());
        lines.add(Notes.facts(run));
        if (run.again() != null) {
            lines.add("the same schedule again: " + run.again());
        }
        lines.add("");
        lines.addAll(table(ReportTables.ledger(run)));
        if (!run.events().isEmpty()) {
            lines.add("");
            lines.addAll(table(ReportTables.events(run)));
        }
        return lines;
    }

    private static List<String> table(Table table) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(table.columns().stream().map(Table.Column::name).toList());
        table.rows().forEach(row -> rows.add(row.cells().stream().map(Table.Cell::text).toList()));
        int[] widths = new int[table.columns().size()];
        rows.forEach(
                row -> {
                    for (int i = 0; i < widths.length; i++) {
                        widths[i] = Math.max(widths[i], length(row.get(i)));
                    }
                });
        return rows.stream().map(row -> line(table.columns(), widths, row)).toList();
    }

    private static String line(List<Table.Column> columns, int[] widths, List<String> row) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            String pad = " ".repeat(widths[i] - length(row.get(i)));
            cells.add(columns.get(i).number() ? pad + row.get(i) : row.get(i) + pad);
        }
        return String.join(GAP, cells).stripTrailing();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
