// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.calibration;

import static io.github.flinkresilience.testing.assertions.ResilienceAssertions.assertThat;
import static io.github.flinkresilience.testing.assertions.ResilienceAssertions.assertThatThrownBy;

import io.github.flinkresilience.testing.flink.LocalCluster;
import io.github.flinkresilience.testing.junit.KafkaExtension;
import io.github.flinkresilience.testing.junit.LocalClusterExtension;
import io.github.flinkresilience.testing.kafka.KafkaBroker;
import io.github.flinkresilience.testing.ledger.JobLedger;
import java.nio.file.Path;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of sabotage in an exactly-once job is found, and nothing in its honest twin. */
@ExtendWith({KafkaExtension.class, LocalClusterExtension.class})
class SabotagedFunctionsITCase {

    private static final String VICTIM = "o-500";

    @TempDir private Path directory;

    @Test
    void shouldPassTheHonestTwin(KafkaBroker broker, LocalCluster cluster) throws Exception {
        JobLedger ledger =
                new TopicJob(broker, "honest", directory)
                        .run(cluster, (order, out) -> out.collect(order));

        assertThat(ledger)
                .isBalanced()
                .keepsOrderPerKey("receipts")
                .keepsPayloads("orders", "receipts");
    }

    @Test
    void shouldFindTheDroppedRecord(KafkaBroker broker, LocalCluster cluster) throws Exception {
        JobLedger ledger =
                new TopicJob(broker, "drops", directory)
                        .run(
                                cluster,
                                (order, out) -> {
                                    if (!TopicJob.is(VICTIM, order)) {
                                        out.collect(order);
                                    }
                                });

        assertThat(ledger).hasNothingTwice().hasInventedNothing();
        assertThatThrownBy(() -> assertThat(ledger).hasLostNothing())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(
                        "found 1 record otherwise:\n  o-500 (drops-orders-0@250): was in decoded,"
                                + " not in receipts, uncommitted included\n");
    }

    @Test
    void shouldFindTheRecordEmittedTwice(KafkaBroker broker, LocalCluster cluster)
            throws Exception {
        JobLedger ledger =
                new TopicJob(broker, "repeats", directory)
                        .run(
                                cluster,
                                (order, out) -> {
                                    out.collect(order);
                                    if (TopicJob.is(VICTIM, order)) {
                                        out.collect(order);
                                    }
                                });

        assertThat(ledger).hasLostNothing().hasInventedNothing().hasRepeatedAtMost(1);
        assertThatThrownBy(() -> assertThat(ledger).hasNothingTwice())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("found 1 record otherwise:\n  o-500 (repeats-orders-0@250):")
                .hasMessageContaining("2 times instead of 1, in receipts at repeats-receipts-0@")
                .hasMessageContaining("; repeated from receipts, uncommitted included on");
    }

    @Test
    void shouldFindTheInventedRecord(KafkaBroker broker, LocalCluster cluster) throws Exception {
        JobLedger ledger =
                new TopicJob(broker, "invents", directory)
                        .run(
                                cluster,
                                (order, out) -> {
                                    out.collect(order);
                                    if (TopicJob.is(VICTIM, order)) {
                                        out.collect("o-1000:beef");
                                    }
                                });

        assertThat(ledger).hasLostNothing().hasNothingTwice();
        assertThatThrownBy(() -> assertThat(ledger).hasInventedNothing())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("found 1 record otherwise:\n  o-1000 (invents-receipts-0@")
                .hasMessageContaining("first seen in receipts, uncommitted included");
    }

    @Test
    void shouldFindTheLostLastByte(KafkaBroker broker, LocalCluster cluster) throws Exception {
        JobLedger ledger =
                new TopicJob(broker, "shortens", directory)
                        .run(
                                cluster,
                                (order, out) ->
                                        out.collect(
                                                TopicJob.is(VICTIM, order)
                                                        ? order.substring(0, order.length() - 1)
                                                        : order));

        assertThat(ledger).isBalanced();
        assertThatThrownBy(() -> assertThat(ledger).keepsPayloads("orders", "receipts"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(
                        "payloads of orders in receipts, but found 1 record otherwise:\n"
                                + "  o-500 (shortens-orders-0@250) at shortens-receipts-0@")
                .hasMessageContaining("10 bytes became 9 bytes, different from byte 9 on");
    }

    @Test
    void shouldFindTheOvertakenRecord(KafkaBroker broker, LocalCluster cluster) throws Exception {
        JobLedger ledger =
                new TopicJob(broker, "reorders", directory).run(cluster, new Overtaking());

        assertThat(ledger).isBalanced().keepsPayloads("orders", "receipts");
        assertThatThrownBy(() -> assertThat(ledger).keepsOrderPerKey("receipts"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("found 1 record otherwise:\n  o-500 (reorders-receipts-0@")
                .hasMessageContaining(" of key k0 came out after o-510 (reorders-receipts-0@")
                .hasMessageContaining("reorders-orders-0@250, reorders-orders-0@255");
    }

    /** Holds a record back until the next one of its key has gone. */
    private static final class Overtaking implements FlatMapFunction<String, String> {
        private String held;

        @Override
        public void flatMap(String order, Collector<String> out) {
            if (TopicJob.is(VICTIM, order)) {
                held = order;
                return;
            }
            out.collect(order);
            if (TopicJob.is("o-510", order)) {
                out.collect(held);
            }
        }
    }
}
