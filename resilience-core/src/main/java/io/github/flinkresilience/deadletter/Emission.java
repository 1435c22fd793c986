// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import org.apache.flink.annotation.PublicEvolving;

/** When the results of a wrapped function go downstream. */
@PublicEvolving
public enum Emission {
    /**
     * All of a record's results, or none: they are held back until the function has returned.
     * Results of a mutable type are copied, since a function may reuse its output object. All of
     * one record's results are in memory at once.
     */
    ATOMIC,
    /**
     * As {@link #ATOMIC}, but nothing is copied: the function promises not to reuse its outputs.
     */
    ATOMIC_UNCOPIED,
    /**
     * Each result at once. A record that fails after its first result is not tried again, and its
     * dead letter says how many results had already been emitted.
     */
    DIRECT
}
