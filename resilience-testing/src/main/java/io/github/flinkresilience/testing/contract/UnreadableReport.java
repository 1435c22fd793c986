// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.contract;

/** How a schema reports an input that it cannot read. */
public enum UnreadableReport {
    /** It throws, having emitted nothing. */
    EXCEPTION,

    /** It returns null, or emits nothing, and does not throw. */
    NOTHING,

    /** It throws, having emitted nothing; or emits nothing. */
    EXCEPTION_OR_NOTHING,

    /** It emits one result that says so, such as a dead letter, and does not throw. */
    RESULT
}
