// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.examples.orders;

/**
 * What the customer gets for an order.
 *
 * @param tries how often the bank was asked for the money
 */
public record Receipt(String order, String customer, long cents, int tries) {}
