// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.contract;

import io.github.flinkresilience.failure.FailureKind;
import java.util.Objects;

/**
 * A failure and what it means.
 *
 * @param failure the failure
 * @param kind its declared kind
 */
public record Classified(Throwable failure, FailureKind kind) {
    public Classified {
        Objects.requireNonNull(failure, "failure");
        Objects.requireNonNull(kind, "kind");
    }
}
