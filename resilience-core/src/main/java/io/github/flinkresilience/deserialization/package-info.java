// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
/**
 * Reading records without stopping at those that cannot be read: {@link
 * io.github.flinkresilience.deserialization.RetryThenSkipDeserializationSchema} around a source's
 * deserializer, {@link io.github.flinkresilience.deserialization.Decoded#split} right after the
 * source.
 */
package io.github.flinkresilience.deserialization;
