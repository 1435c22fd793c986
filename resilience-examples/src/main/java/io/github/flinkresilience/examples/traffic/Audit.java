// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.examples.traffic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.flinkresilience.deadletter.DeadLetter;
import io.github.flinkresilience.deadletter.Stage;
import io.github.flinkresilience.examples.orders.OrderJson;
import io.github.flinkresilience.examples.orders.Receipt;
import io.github.flinkresilience.kafka.KafkaDeadLetters;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Goes through the topics, record by record. */
public final class Audit {

    private final Map<String, Fate> fates = new HashMap<>();
    private final Map<String, ConsumerRecord<byte[], byte[]>> orders = new HashMap<>();
    private final Map<String, Integer> outcomes = new HashMap<>();
    private final SortedMap<String, Long> deadLetters = new TreeMap<>();
    private final Map<Stage, DeadLetter> examples = new EnumMap<>(Stage.class);
    private final List<String> wrong = new ArrayList<>();
    private long recovered;

    private Audit(OrderTraffic traffic) {
        for (int i = 0; i < traffic.size(); i++) {
            fates.put(traffic.id(i), traffic.fate(i));
        }
    }

    /** Compares what came out with what went in. */
    public static Verdict verdict(OrderTraffic traffic, TopicContents topics) {
        Audit audit = new Audit(traffic);
        topics.orders().forEach(audit::order);
        topics.receipts().forEach(audit::receipt);
        topics.deadLetters().forEach(audit::deadLetter);
        return new Verdict(
                traffic.size(),
                topics.orders().size(),
                topics.receipts().size(),
                audit.recovered,
                audit.deadLetters,
                List.copyOf(audit.examples.values()),
                audit.lost(),
                audit.duplicates(),
                audit.wrong);
    }

    private void order(ConsumerRecord<byte[], byte[]> record) {
        String id = key(record);
        require(fates.containsKey(id), id, "is no order of this traffic");
        require(orders.put(id, record) == null, id, "was ordered twice");
    }

    private void receipt(ConsumerRecord<byte[], byte[]> record) {
        String id = outcome(record);
        Fate fate = fates.get(id);
        try {
            Receipt receipt = OrderJson.readReceipt(record.value());
            require(receipt.order().equals(id), id, "has the receipt of " + receipt.order());
            require(fate != null && fate.stage() == null, id, "has a receipt, but is " + fate);
            require(
                    (receipt.tries() > 1) == (fate == Fate.SLOW_BANK),
                    id,
                    "took " + receipt.tries() + " tries, but is " + fate);
            if (receipt.tries() > 1) {
                recovered++;
            }
        } catch (IOException e) {
            wrong.add(id + ": has a receipt that cannot be read: " + e.getMessage());
        }
    }

    private void deadLetter(ConsumerRecord<byte[], byte[]> record) {
        String id = outcome(record);
        try {
            DeadLetter letter = KafkaDeadLetters.read(record);
            deadLetters.merge(
                    letter.stage() + " " + letter.failure().exceptionClass(), 1L, Long::sum);
            examples.putIfAbsent(letter.stage(), letter);
            Fate fate = fates.get(id);
            require(
                    fate != null && fate.stage() == letter.stage(),
                    id,
                    "died in " + letter.stage() + ", but is " + fate);
            new LetterCheck(letter, orders.get(id)).problem().ifPresent(it -> wrong(id, it));
        } catch (IOException e) {
            wrong.add(id + ": is a dead letter that cannot be read: " + e.getMessage());
        }
    }

    private String outcome(ConsumerRecord<byte[], byte[]> record) {
        String id = key(record);
        outcomes.merge(id, 1, Integer::sum);
        return id;
    }

    private List<String> lost() {
        return orders.keySet().stream().filter(id -> !outcomes.containsKey(id)).sorted().toList();
    }

    private List<String> duplicates() {
        List<String> duplicates = new ArrayList<>();
        new TreeMap<>(outcomes)
                .forEach((id, times) -> duplicates.addAll(Collections.nCopies(times - 1, id)));
        return duplicates;
    }

    private void require(boolean condition, String id, String problem) {
        if (!condition) {
            wrong(id, problem);
        }
    }

    private void wrong(String id, String problem) {
        wrong.add(id + ": " + problem);
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "no key" : new String(record.key(), UTF_8);
    }
}
