// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;

/** What the tasks of a job tell the test: kept in this JVM, so it outlives tasks and restarts. */
public final class Tape<T> implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Map<String, Queue<Object>> TAPES = new ConcurrentHashMap<>();

    private final String id = UUID.randomUUID().toString();

    /** Adds a value; returns how many there are now. */
    public int add(T value) {
        Queue<Object> tape = TAPES.computeIfAbsent(id, unknown -> new ConcurrentLinkedQueue<>());
        tape.add(value);
        return tape.size();
    }

    /** All values so far. */
    @SuppressWarnings("unchecked") // add takes nothing else
    public List<T> played() {
        return (List<T>) List.copyOf(TAPES.getOrDefault(id, new ConcurrentLinkedQueue<>()));
    }

    int size() {
        return played().size();
    }

    /** Adds what flows through a stream, in a task that is chained where it can be. */
    public void record(DataStream<? extends T> stream) {
        stream.map(value -> add(value)).returns(Types.INT);
    }
}
