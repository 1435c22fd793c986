// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.examples.orders;

import java.io.Serializable;
import java.net.SocketTimeoutException;
import java.util.HashMap;

/**
 * Stands for the service that a real job would call over the network. Used by one task thread.
 *
 * <p>How it behaves depends on the card: a {@value #SLOW_CARD} one is answered at the third try, an
 * {@value #EXPIRED_CARD} one is reserved but cannot be charged.
 */
final class Bank implements Serializable {

    static final String SLOW_CARD = "slow";
    static final String EXPIRED_CARD = "expired";

    private static final int TRIES_OF_SLOW_CARD = 3;
    private static final long serialVersionUID = 1L;

    private final HashMap<String, Integer> tries = new HashMap<>();

    /**
     * Reserves the price of an order.
     *
     * @return how often it was tried in this life of the task
     * @throws SocketTimeoutException if there is no answer
     */
    int reserve(Order order) throws SocketTimeoutException {
        if (!order.card().equals(SLOW_CARD)) {
            return 1;
        }
        int count = tries.merge(order.id(), 1, Integer::sum);
        if (count < TRIES_OF_SLOW_CARD) {
            throw new SocketTimeoutException("the bank did not answer for order " + order.id());
        }
        tries.remove(order.id());
        return count;
    }

    /** Charges what was reserved. */
    void charge(Order order) {
        if (order.card().equals(EXPIRED_CARD)) {
            throw new IllegalStateException(
                    "card of customer %s has expired".formatted(order.customer()));
        }
    }
}
