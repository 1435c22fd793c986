// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
/** What operators of this library measure: {@link io.github.flinkresilience.metrics.ResilienceMetrics}. */
package io.github.flinkresilience.metrics;
