// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.failure;

/**
 * Thrown by user code to declare a failure worth another try, whatever its causes are. The retry
 * policy decides how often and when.
 */
public class TransientException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TransientException(String message) {
        super(message);
    }

    public TransientException(String message, Throwable cause) {
        super(message, cause);
    }
}
