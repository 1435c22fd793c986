// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.report;

import java.io.IOException;
import java.util.List;

/**
 * The report as one page, with everything that it needs inside.
 *
 * <p>It is HTML and well-formed XML at once, so that any XML parser can read the tables too. Its
 * own policy forbids it the network.
 */
final class HtmlReport {

    private static final String HEAD =
            """
            <!DOCTYPE html>
            <html xmlns="http://www.w3.org/1999/xhtml" lang="en">
            <head>
            <meta charset="utf-8"/>
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
            style-src 'unsafe-inline'; script-src 'unsafe-inline'"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta name="color-scheme" content="light dark"/>
            <title>Chaos report</title>
            """;

    private static final String RECOVERY_CAPTION =
            "A dot is one fault, a bar the median of its faults. " + Notes.RECOVERY;

    private static final String THROUGHPUT_CAPTION =
            "Records per second, means over %s s. A band reaches from the beginning of a fault to"
                    + " its recovery, which its time and the triangle tell; it is darker until the"
                    + " fault is healed. Drag to zoom, double-click to see all.";

    private final StringBuilder page = new StringBuilder(HEAD);

    private HtmlReport() {}

    /**
     * Makes the page.
     *
     * @throws IOException if a part of it is not on the class path
     */
    static String of(List<ChaosRun> runs) throws IOException {
        HtmlReport report = new HtmlReport();
        Pictures pictures = Pictures.of(runs);
        report.style(PagePart.PLOT_STYLE);
        report.style(PagePart.STYLE);
        report.add("</head>\n<body>\n");
        report.overview(runs, pictures);
        for (int i = 0; i < runs.size(); i++) {
            report.run(runs.get(i), i, pictures.runs().get(i));
        }
        report.licence();
        report.add(
                "<script type=\"application/json\" id=\"data\">" + pictures.json() + "</script>\n");
        report.script(PagePart.PLOT_SCRIPT);
        report.script(PagePart.SCRIPT);
        report.add("</body>\n</html>\n");
        return report.page.toString();
    }

    private void overview(List<ChaosRun> runs, Pictures pictures) {
        Headline headline = Headline.of(runs);
        element("h1", "", "Chaos report");
        element("p", headline.loss() ? "headline loss" : "headline", headline.text());
        table(ReportTables.summary(runs));
        if (!pictures.recovery().dots().isEmpty()) {
            element("h2", "", "Recovery times");
            picture("recovery", RECOVERY_CAPTION);
        }
    }

    private void run(ChaosRun run, int index, Pictures.OfRun picture) {
        element("h2", "", run.name() + ", Flink " + run.flink());
        element("p", "facts", Notes.facts(run));
        if (run.again() != null) {
            element("p", "again", "The same schedule again:");
            element("pre", "", run.again());
        }
        if (!picture.times().isEmpty() && !picture.rates().isEmpty()) {
            picture("run-" + index, THROUGHPUT_CAPTION.formatted(Math.round(picture.step())));
        }
        table(ReportTables.ledger(run));
        if (!run.events().isEmpty()) {
            add("<details>\n");
            element("summary", "", Words.count(run.events().size(), "event"));
            table(ReportTables.events(run));
            add("</details>\n");
        }
    }

    private void picture(String id, String caption) {
        add("<figure>\n<div class=\"picture\" id=\"" + id + "\">");
        add("<noscript>This picture needs scripts; the tables tell the same.</noscript></div>\n");
        element("figcaption", "", caption);
        add("</figure>\n");
    }

    private void table(Table table) {
        add("<div class=\"wide\"><table>\n<thead><tr>");
        for (Table.Column column : table.columns()) {
            element("th", column.number() ? "number" : "", column.name());
        }
        add("</tr></thead>\n<tbody>\n");
        for (Table.Row row : table.rows()) {
            add(row.total() ? "<tr class=\"total\">" : "<tr>");
            for (int i = 0; i < row.cells().size(); i++) {
                cell(table.columns().get(i), row.cells().get(i));
            }
            add("</tr>\n");
        }
        add("</tbody>\n</table></div>\n");
    }

    private void cell(Table.Column column, Table.Cell cell) {
        String number = column.number() ? "number" : "";
        element("td", cell.loss() ? (number + " loss").strip() : number, cell.text());
    }

    private void licence() throws IOException {
        add("<footer><details>\n");
        element(
                "summary",
                "",
                "Pictures drawn by uPlot " + PagePart.plotVersion() + ", MIT licence");
        element("pre", "", PagePart.PLOT_LICENCE.text());
        add("</details></footer>\n");
    }

    private void style(PagePart part) throws IOException {
        add("<style>/*<![CDATA[*/\n" + raw(part) + "\n/*]]>*/</style>\n");
    }

    private void script(PagePart part) throws IOException {
        add("<script>//<![CDATA[\n" + raw(part) + "\n//]]></script>\n");
    }

    private static String raw(PagePart part) throws IOException {
        String text = part.text();
        if (text.contains("]]>") || text.contains("</s")) {
            throw new IllegalStateException(part + " would end its element too early");
        }
        return text;
    }

    /** The only way of text from outside into the page. */
    private void element(String name, String cssClass, String text) {
        add("<" + name + (cssClass.isEmpty() ? "" : " class=\"" + cssClass + "\"") + ">");
        add(escape(text) + "</" + name + ">");
        add(name.startsWith("t") ? "" : "\n");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private void add(String html) {
        page.append(html);
    }
}
