// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.report;

import java.util.List;

/** A table of either report. */
record Table(List<Column> columns, List<Row> rows) {

    /** Numbers are aligned to the right. */
    record Column(String name, boolean number) {

        static Column text(String name) {
            return new Column(name, false);
        }

        static Column number(String name) {
            return new Column(name, true);
        }
    }

    /** Of the cells of a total, all are set off from the other rows. */
    record Row(boolean total, List<Cell> cells) {}

    /** What tells of a loss is shown as loudly as the report can. */
    record Cell(String text, boolean loss) {

        static final Cell UNKNOWN = Cell.of("-");

        static Cell of(String text) {
            return new Cell(text, false);
        }

        static Cell count(long count) {
            return Cell.of(Words.count(count));
        }

        static Cell lost(long count) {
            return new Cell(Words.count(count), count > 0);
        }
    }
}
