// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
/**
 * Settings of a deployed job: {@link io.github.flinkresilience.configuration.ResilienceOptions}.
 */
package io.github.flinkresilience.configuration;
