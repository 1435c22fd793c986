// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors

/**
 * The checker: what a job accepted, what was seen of it on the way, what came out, and what that
 * says about lost, repeated and invented records.
 *
 * <pre>
 *  topic ------- KafkaSightings --.
 *  operator ---- Witness ---------+--&gt; Sighting --&gt; JobLedger --&gt; Verdict
 *  dead letters  DeadLetterQueue -'
 * </pre>
 *
 * <p>Start with {@link io.github.flinkresilience.testing.ledger.JobLedger}; {@link
 * io.github.flinkresilience.testing.assertions.ResilienceAssertions} asserts it.
 */
package io.github.flinkresilience.testing.ledger;
