// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.examples;

import io.github.flinkresilience.examples.traffic.Fate;
import io.github.flinkresilience.examples.traffic.OrderTraffic;
import io.github.flinkresilience.examples.traffic.Verdict;
import java.util.List;

/** Says what is going to happen, and what came of it. */
record DemoReport(Screen screen) {

    private static final int MOST_IDS = 10;

    void announce(DemoOptions options, DemoCluster cluster) {
        OrderTraffic traffic = OrderTraffic.of(options.seed(), options.orders());
        say("");
        say(what(options));
        say(
                "  %,d orders are written to Kafka, %,d each second, seed %d. Among them:"
                        .formatted(options.orders(), options.ordersPerSecond(), options.seed()));
        for (Fate fate : Fate.values()) {
            if (fate != Fate.FINE) {
                say("  %,9d  %s".formatted(traffic.count(fate), fate.description()));
            }
        }
        say(
                "  job      Kafka, keyed state and timers, Kafka; exactly once, a checkpoint each second");
        say(
                "  Kafka    %s, process %d"
                        .formatted(cluster.bootstrapServers(), cluster.kafka().pid()));
        say(
                "  Flink    %s (its web page, while this runs)"
                        .formatted(cluster.flink().restAddress()));
        say("  log      target/demo.log");
        say("");
    }

    private static String what(DemoOptions options) {
        return options.naive()
                ? "  A job without the library meets its first bad order."
                : "  A job meets bad orders, loses its job manager and then a task manager; all orders are accounted for.";
    }

    void conclude(DemoOptions options, DemoOutcome outcome) {
        Verdict verdict = outcome.verdict();
        say("");
        row("produced", verdict.produced());
        row("processed: has a receipt", verdict.processed());
        row("  of these recovered: failed twice, then fine", verdict.recovered());
        row("dead letters", verdict.deadLetterCount());
        verdict.deadLetters().forEach((kind, count) -> row("  " + kind, count));
        row("lost", verdict.lost().size());
        row("duplicates", verdict.duplicates().size());
        row("wrong: other bytes, another place, another end", verdict.wrong().size());
        row("restarts of all tasks", outcome.restarts());
        row("  by the loss of the job manager", outcome.restarts() - outcome.failures());
        row("  by failures: the loss of a task manager", outcome.failures());
        say("");
        say("  One dead letter of each stage:");
        verdict.examples()
                .forEach(
                        letter ->
                                say("%n%s".formatted(letter.describe().indent(2).stripTrailing())));
        say("");
        say(
                "  %,d orders in %.1f s, restarts included: %,d each second (written at %,d)."
                        .formatted(
                                verdict.produced(),
                                outcome.time().toMillis() / 1000.0,
                                outcome.ordersPerSecond(),
                                options.ordersPerSecond()));
        judge(verdict);
    }

    void conclude(NaiveRun.Loop loop) {
        say("");
        say("  without the library, after the first bad order:");
        row("restarts of all tasks", loop.restarts());
        row("orders written to Kafka", loop.written());
        row("receipts committed", loop.receipts());
        row("seconds since the last commit", loop.quiet().toSeconds());
        say("  the failure, each time: %s".formatted(loop.failure()));
        say("");
        say("  One order that cannot be read stops all orders: the job goes back to its last");
        say("  checkpoint, reads the same order, fails, and so on, until somebody comes.");
        say("  With the library that order is a dead letter, and the job goes on: mvn -Pdemo");
    }

    private void judge(Verdict verdict) {
        if (verdict.addsUp()) {
            say(
                    "  The ledger adds up: %,d produced = %,d processed + %,d dead letters. Lost 0, duplicates 0."
                            .formatted(
                                    verdict.produced(),
                                    verdict.processed(),
                                    verdict.deadLetterCount()));
            return;
        }
        say("  THE LEDGER DOES NOT ADD UP.");
        say("  to be produced %,d, produced %,d".formatted(verdict.expected(), verdict.produced()));
        some("lost", verdict.lost());
        some("duplicates", verdict.duplicates());
        some("wrong", verdict.wrong());
    }

    private void some(String what, List<String> ids) {
        if (!ids.isEmpty()) {
            String more = ids.size() > MOST_IDS ? " and so on" : "";
            say(
                    "  %s: %s%s"
                            .formatted(
                                    what,
                                    String.join(
                                            "; ", ids.subList(0, Math.min(MOST_IDS, ids.size()))),
                                    more));
        }
    }

    private void row(String what, long count) {
        say("  %-75s %,9d".formatted(what, count));
    }

    private void say(String text) {
        screen.line(text);
    }
}
