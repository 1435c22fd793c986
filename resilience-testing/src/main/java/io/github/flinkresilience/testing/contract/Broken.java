// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.contract;

import javax.annotation.Nullable;

/** Makes the errors of the contract suites. */
final class Broken {

    private Broken() {}

    /**
     * An error.
     *
     * @param what the part of the contract that is broken, and how it shows
     * @param remedy what to do about it
     */
    static AssertionError contract(String what, String remedy) {
        return new AssertionError(what + "\nWhat to do: " + remedy);
    }

    /** An error with a cause. */
    static AssertionError contract(String what, String remedy, @Nullable Throwable cause) {
        return new AssertionError(what + "\nWhat to do: " + remedy, cause);
    }
}
