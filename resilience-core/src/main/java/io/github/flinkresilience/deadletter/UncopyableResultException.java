// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import org.apache.flink.annotation.PublicEvolving;

/**
 * Fails the job when what a deserializer has emitted cannot be copied. That is no failure of the
 * record, so no dead letter is made of it.
 */
@PublicEvolving
public class UncopyableResultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UncopyableResultException(Object result, Throwable cause) {
        super(
                "a result of type %s cannot be copied, as ATOMIC emission does; if the deserializer does not reuse what it has emitted, give it FailurePolicy.withEmission(Emission.ATOMIC_UNCOPIED)"
                        .formatted(result.getClass().getName()),
                cause);
    }
}
