// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.failure;

/** What a failure means for the record that caused it. */
public enum FailureKind {
    /** The same record may succeed when it is tried again: a lost connection, a timeout. */
    TRANSIENT,
    /** The record fails every time: malformed bytes, a broken business rule. */
    POISON,
    /** The failure is not the record's: the job has to fail and recover. */
    FATAL
}
