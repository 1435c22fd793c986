// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
/**
 * What went wrong, and what that means: {@link
 * io.github.flinkresilience.failure.FailureClassifier} decides, {@link
 * io.github.flinkresilience.failure.Failure} describes.
 */
package io.github.flinkresilience.failure;
