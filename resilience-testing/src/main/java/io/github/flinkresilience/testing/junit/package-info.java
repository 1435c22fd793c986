// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors

/**
 * The broker and the cluster for JUnit Jupiter: started once, when the first test asks, and shared
 * by all test classes of the JVM; and the ledgers of resilient operators, checked after every test.
 *
 * <p>Start with {@link io.github.flinkresilience.testing.junit.KafkaExtension} and {@link
 * io.github.flinkresilience.testing.junit.LocalClusterExtension}.
 */
package io.github.flinkresilience.testing.junit;
