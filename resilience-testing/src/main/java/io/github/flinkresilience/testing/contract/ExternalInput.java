// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.contract;

import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.SerializableTimestampAssigner;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;

/**
 * What a source reads from: a new topic, directory, table or queue, empty at first. Used by the
 * test's thread, and closed after its test.
 *
 * @param <T> what the source emits
 */
public interface ExternalInput<T> {

    /**
     * Writes new records, to all splits if there are several, and returns when they can be read.
     *
     * @return their ids, never used before
     */
    List<String> write(int records) throws Exception;

    /** A new source that goes on reading what is written later. */
    Source<T, ?, ?> unbounded() throws Exception;

    /**
     * A new source that reads what is written by now, and ends. Where there is none the suite
     * leaves its test out.
     */
    default Optional<Source<T, ?, ?>> bounded() throws Exception {
        return Optional.empty();
    }

    /** Tells a record's id; serializable. */
    MapFunction<T, String> ids();

    /** The type of the records. */
    TypeInformation<T> type();

    /**
     * Tells a record's event time; later writes have later times. Where there is none the suite
     * leaves out its test of watermarks.
     */
    default Optional<SerializableTimestampAssigner<T>> eventTime() {
        return Optional.empty();
    }

    /** As {@link #write}, to one split of several; needed where there is event time. */
    default List<String> writeToOneSplit(int records) throws Exception {
        return write(records);
    }

    /** Lets go of the input; called once, after its test. */
    default void close() throws Exception {}
}
