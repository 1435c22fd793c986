// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors

/**
 * Contract suites: what a deserializer, a failure classifier, a policy or a source has to keep to,
 * as JUnit tests to be inherited. Each failure says which part of the contract is broken and what
 * to do about it. A test that does not apply is overridden and disabled, with the reason.
 *
 * <p>Start with {@link io.github.flinkresilience.testing.contract.DeserializationSchemaContract} or
 * {@link io.github.flinkresilience.testing.contract.RewindableSourceContract}.
 */
package io.github.flinkresilience.testing.contract;
