// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.contract;

import java.util.List;
import java.util.Objects;

/**
 * An input that a schema can read.
 *
 * @param <R> the raw record
 * @param <T> what the schema emits
 * @param input what it is given
 * @param values what it emits for that, in order; may be none, as for a tombstone
 */
public record Example<R, T>(R input, List<T> values) {
    public Example {
        values = List.copyOf(Objects.requireNonNull(values, "values"));
    }

    /** An input that holds one value. */
    public static <R, T> Example<R, T> of(R input, T value) {
        return new Example<>(input, List.of(value));
    }
}
