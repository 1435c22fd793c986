// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.faults;

/** The failure that a {@link FaultPlan} throws unless told otherwise; its message says where. */
public final class InjectedFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InjectedFault(String message, boolean withStackTrace) {
        super(message, null, true, withStackTrace);
    }
}
