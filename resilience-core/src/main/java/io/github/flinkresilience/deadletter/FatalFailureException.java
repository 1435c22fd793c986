// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import org.apache.flink.annotation.PublicEvolving;

/**
 * Fails the job and names the record at which user code failed fatally; the cause is what user code
 * threw.
 */
@PublicEvolving
public class FatalFailureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FatalFailureException(String record, Throwable cause) {
        super(record + " met a fatal failure: not the record's own, so the job fails", cause);
    }
}
