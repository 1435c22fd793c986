// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.contract;

/** What a source guarantees within a job with exactly-once checkpoints. */
public enum Guarantee {
    /** Each record has its effect on state once, whatever fails. */
    EXACTLY_ONCE,

    /** No record is lost; some may come again. */
    AT_LEAST_ONCE
}
