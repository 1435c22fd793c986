// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.failure;

/**
 * Thrown by user code to declare the current record a poison pill: it goes to the dead letters at
 * once, whatever its causes are.
 */
public class PoisonPillException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PoisonPillException(String message) {
        super(message);
    }

    public PoisonPillException(String message, Throwable cause) {
        super(message, cause);
    }
}
