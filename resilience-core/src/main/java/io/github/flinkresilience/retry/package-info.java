// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
/**
 * Trying again: {@link io.github.flinkresilience.retry.RetryPolicy} says when and how often, {@link
 * io.github.flinkresilience.retry.Retrier} does it.
 */
package io.github.flinkresilience.retry;
