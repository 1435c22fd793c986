// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import org.apache.flink.annotation.PublicEvolving;

/** Whether a record is copied before user code sees it. */
@PublicEvolving
public enum InputSnapshot {
    /**
     * Copied, unless its type is immutable: retries and the dead letter see the record as it
     * arrived, even when user code has modified it.
     */
    ON,
    /** Not copied: the function promises not to modify its input. */
    OFF
}
