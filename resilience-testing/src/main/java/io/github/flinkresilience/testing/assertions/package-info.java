// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors

/**
 * AssertJ assertions for dead letters and ledgers.
 *
 * <p>Start with {@link io.github.flinkresilience.testing.assertions.ResilienceAssertions}, whose
 * {@code assertThat} is imported in place of AssertJ's and includes it.
 */
package io.github.flinkresilience.testing.assertions;
