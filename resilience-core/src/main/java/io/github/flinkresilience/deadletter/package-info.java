// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
/**
 * Dead letters: a record that cannot be processed is set aside with its cause, and the job goes on.
 *
 * <pre>
 * input --> snapshot --> user code, against held back outputs --> ok: outputs go downstream
 *                           |  failure
 *                           |-- not the record's own ------> escapes: the job fails and recovers
 *                           |-- transient, tries left -----> waits, and again
 *                           '-- poison, or tries spent ----> dead letter --> DeadLetters.of(stream)
 * </pre>
 *
 * <p>Wrap functions with {@link io.github.flinkresilience.deadletter.DeadLetterFunctions}, read
 * their dead letters with {@link io.github.flinkresilience.deadletter.DeadLetters}. Read the code
 * from {@link io.github.flinkresilience.deadletter.Guard}: it is the one place where failures are
 * caught.
 */
package io.github.flinkresilience.deadletter;
