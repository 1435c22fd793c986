// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.benchmarks;

import io.github.flinkresilience.deadletter.Emission;
import io.github.flinkresilience.deadletter.FailurePolicy;

/** The ways to run the user's deserializer. */
public enum DeserializationVariant {
    /** As it is: a poison pill fails the job. */
    PLAIN,
    /** Wrapped: values and dead letters. */
    DEAD_LETTER,
    /** Wrapped: values and dead letters, not held back. */
    DEAD_LETTER_DIRECT,
    /** Wrapped: values only. */
    SKIP,
    /** Wrapped: values only, not held back. */
    SKIP_DIRECT;

    FailurePolicy policy() {
        return switch (this) {
            case PLAIN, DEAD_LETTER, SKIP -> FailurePolicy.defaults();
            case DEAD_LETTER_DIRECT, SKIP_DIRECT ->
                    FailurePolicy.defaults().withEmission(Emission.DIRECT);
        };
    }
}
