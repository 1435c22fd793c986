// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.examples.orders;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Reserves the price of each order at once and charges it a second later. A plain Flink function:
 * it handles no failures.
 */
public final class Charge extends KeyedProcessFunction<String, Order, Receipt> {

    private static final long serialVersionUID = 1L;

    private static final Duration TIME_TO_CANCEL = Duration.ofSeconds(1);

    private final Bank bank = new Bank();

    @SuppressWarnings("NullAway.Init") // made in open
    private transient ValueState<Reservation> reservations;

    /** What is remembered of an order until it is charged. */
    public record Reservation(Order order, int tries) {}

    @Override
    public void open(OpenContext context) {
        reservations =
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>("reservation", Reservation.class));
    }

    @Override
    public void processElement(Order order, Context context, Collector<Receipt> out)
            throws Exception {
        if (order.cents() <= 0) {
            throw new IllegalArgumentException(
                    "order %s costs %d cents; allowed is more than 0"
                            .formatted(order.id(), order.cents()));
        }
        int tries = bank.reserve(order);
        reservations.update(new Reservation(order, tries));
        TimerService timers = context.timerService();
        timers.registerProcessingTimeTimer(
                timers.currentProcessingTime() + TIME_TO_CANCEL.toMillis());
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Receipt> out)
            throws Exception {
        Reservation reservation = reservations.value();
        Order order = reservation.order();
        bank.charge(order);
        out.collect(new Receipt(order.id(), order.customer(), order.cents(), reservation.tries()));
        // Last: a timer has no record, so if charging fails the state is all that is left.
        reservations.clear();
    }
}
