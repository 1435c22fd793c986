// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors

/**
 * Faults as data: {@link io.github.flinkresilience.testing.faults.FaultPlan} says when user code
 * fails and how, functions and deserializers follow it, and the test reads how often it has fired.
 * {@link io.github.flinkresilience.testing.faults.ManualClock} is time that a test moves by hand.
 *
 * <pre>{@code
 * FaultPlan plan = FaultPlan.failAt(8).times(3);
 * orders.keyBy(Order::id).process(DeadLetterFunctions.keyed(plan.keyed(new Charge())));
 * }</pre>
 */
package io.github.flinkresilience.testing.faults;
