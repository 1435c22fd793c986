// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
/**
 * What resilience costs per record. {@link FunctionBenchmark} and its neighbours are JMH benchmarks;
 * {@link PipelinePair} compares whole jobs. How to run them, and what they said: {@code
 * docs/benchmarks.md}.
 */
package io.github.flinkresilience.benchmarks;
