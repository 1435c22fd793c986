// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import java.io.Serializable;
import org.apache.flink.annotation.PublicEvolving;

/**
 * Tells where a record came from, for records that carry it: a topic, partition and offset that the
 * deserializer has put into them, say. Called for failed records only.
 */
@PublicEvolving
@FunctionalInterface
public interface OriginExtractor<T> extends Serializable {

    /** The record's origin; {@link Origin#unknown()} where it cannot tell. */
    Origin originOf(T record);
}
