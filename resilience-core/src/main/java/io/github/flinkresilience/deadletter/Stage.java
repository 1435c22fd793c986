// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import org.apache.flink.annotation.PublicEvolving;

/** Where in a record's life it failed. Constants are only ever added, at the end. */
@PublicEvolving
public enum Stage {
    /** Its bytes could not be read. */
    DESERIALIZE,
    /** A function failed on it. */
    PROCESS,
    /** A timer that it had set failed. */
    TIMER,
    /** Its key could not be determined. */
    KEY,
    /** Its timestamp could not be determined. */
    TIMESTAMP,
    /** It could not be written as bytes. */
    SERIALIZE,
    /** An asynchronous call for it failed. */
    ASYNC,
    /** A window that holds it failed. */
    WINDOW,
    /** It came after its window had closed. */
    LATE,
    /** A sink refused it. */
    SINK,
    /** It killed the process, and was set aside. */
    QUARANTINE
}
