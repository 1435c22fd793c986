// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.benchmarks;

/** What user code throws for a poison pill. */
public enum Thrown {
    /** Always the same exception, without a stack trace: what failing costs at least. */
    STACKLESS {
        @Override
        RuntimeException exception() {
            return PreallocatedException.INSTANCE;
        }
    },
    /** A new exception with a stack trace: what user code throws. */
    NEW {
        @Override
        RuntimeException exception() {
            return new IllegalArgumentException("negative id");
        }
    };

    abstract RuntimeException exception();

    private static final class PreallocatedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("StaticAssignmentOfThrowable") // on purpose: the cheapest there is
        static final PreallocatedException INSTANCE = new PreallocatedException();

        private PreallocatedException() {
            super("negative id", null, false, false);
        }
    }
}
