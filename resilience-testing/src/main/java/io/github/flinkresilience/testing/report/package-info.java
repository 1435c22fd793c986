// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors

/**
 * What happened in chaos runs, as files that people read.
 *
 * <pre>
 *   test class, JVM, Flink line          directory of runs        report of all of them
 *   ChaosTimeline --write--------------&gt; *.json ---ChaosReport--&gt; chaos-report.html, .txt
 * </pre>
 *
 * <p>Start with {@link io.github.flinkresilience.testing.report.ChaosTimeline}.
 */
package io.github.flinkresilience.testing.report;
