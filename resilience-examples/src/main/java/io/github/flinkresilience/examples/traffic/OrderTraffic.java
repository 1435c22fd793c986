// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.examples.traffic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.flinkresilience.examples.orders.Order;
import io.github.flinkresilience.examples.orders.OrderJob;
import io.github.flinkresilience.examples.orders.OrderJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Orders as they come, each with its fate; the same ones for the same seed. The first tenth is
 * fine, so that a job without the library gets somewhere, too.
 *
 * <p>Immutable. A record's key is the order's id, whatever its value looks like.
 */
public final class OrderTraffic {

    /** More than the stack of a task's thread has room for. */
    private static final int TOO_DEEP = 20_000;

    private static final int CUSTOMERS = 5_000;
    private static final int HIGHEST_PRICE = 20_000;
    private static final String ID = "order-%07d";

    private final long seed;
    private final List<Fate> fates;

    private OrderTraffic(long seed, List<Fate> fates) {
        this.seed = seed;
        this.fates = fates;
    }

    /** The traffic of a seed. */
    public static OrderTraffic of(long seed, int orders) {
        List<Fate> mixed = new ArrayList<>();
        for (Fate fate : Fate.values()) {
            if (fate != Fate.FINE) {
                mixed.addAll(Collections.nCopies(fate.countAmong(orders), fate));
            }
        }
        int cleanStart = orders / 10;
        mixed.addAll(fine(orders - cleanStart - mixed.size()));
        Collections.shuffle(mixed, new Random(seed));
        List<Fate> fates = new ArrayList<>(fine(cleanStart));
        fates.addAll(mixed);
        return new OrderTraffic(seed, List.copyOf(fates));
    }

    /** How many orders. */
    public int size() {
        return fates.size();
    }

    /** How many orders have a fate. */
    public long count(Fate fate) {
        return Collections.frequency(fates, fate);
    }

    /** The id of an order, by its place in the traffic. */
    public String id(int index) {
        return ID.formatted(index);
    }

    /** What is wrong with an order, by its place in the traffic. */
    public Fate fate(int index) {
        return fates.get(index);
    }

    /** All records, in order, made while they are taken. */
    public Stream<ProducerRecord<byte[], byte[]>> records() {
        return IntStream.range(0, size())
                .mapToObj(
                        i ->
                                new ProducerRecord<>(
                                        OrderJob.ORDERS, id(i).getBytes(UTF_8), value(i)));
    }

    private byte[] value(int index) {
        byte[] json = OrderJson.write(order(index));
        return switch (fate(index)) {
            case MALFORMED -> Arrays.copyOf(json, json.length / 2);
            case EMPTY -> new byte[0];
            case NOT_UTF8 -> broken(json);
            case NESTED -> nested(json);
            case FINE, SLOW_BANK, BREAKS_RULE, EXPIRED_CARD -> json;
        };
    }

    private Order order(int index) {
        Random random = new Random(seed * 31 + index);
        long cents = 1L + random.nextInt(HIGHEST_PRICE);
        String card =
                switch (fate(index)) {
                    case SLOW_BANK -> "slow";
                    case EXPIRED_CARD -> "expired";
                    default -> "valid";
                };
        return new Order(
                id(index),
                "customer-" + random.nextInt(CUSTOMERS),
                card,
                fate(index) == Fate.BREAKS_RULE ? -cents : cents,
                random.nextInt(3),
                -1,
                -1);
    }

    /** A byte that UTF-8 does not have, within the customer's name. */
    private static byte[] broken(byte[] json) {
        byte[] broken = json.clone();
        broken[new String(json, UTF_8).indexOf("customer-")] = (byte) 0xff;
        return broken;
    }

    private static byte[] nested(byte[] json) {
        String text = new String(json, UTF_8);
        String start = text.substring(0, text.indexOf("\"gift\":"));
        String gift = "{\"in\":".repeat(TOO_DEEP) + "null" + "}".repeat(TOO_DEEP);
        return (start + "\"gift\":" + gift + "}").getBytes(UTF_8);
    }

    private static List<Fate> fine(int count) {
        return Collections.nCopies(count, Fate.FINE);
    }
}
