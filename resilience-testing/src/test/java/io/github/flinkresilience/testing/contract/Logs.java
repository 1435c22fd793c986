// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.api.common.eventtime.SerializableTimestampAssigner;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;

/** Three logs in this JVM, to be read by a {@link LogSource}: right, or wrong in one way. */
final class Logs implements ExternalInput<String> {

    static final int SPLITS = 3;

    private static final Map<String, List<List<String>>> LOGS = new ConcurrentHashMap<>();

    private final String name = UUID.randomUUID().toString();
    private final LogSource.Fault fault;
    private int written;

    Logs(LogSource.Fault fault) {
        this.fault = fault;
        List<List<String>> logs = new ArrayList<>();
        for (int i = 0; i < SPLITS; i++) {
            logs.add(new CopyOnWriteArrayList<>());
        }
        LOGS.put(name, logs);
    }

    static List<String> log(String name, int split) {
        return LOGS.get(name).get(split);
    }

    /** The number behind the name of the log: it counts all records of all logs. */
    static long time(String record) {
        return Long.parseLong(record.substring(record.indexOf('#') + 1));
    }

    @Override
    public List<String> write(int records) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            ids.add(append(i % SPLITS));
        }
        return ids;
    }

    @Override
    public List<String> writeToOneSplit(int records) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            ids.add(append(0));
        }
        return ids;
    }

    private String append(int split) {
        String record = "log" + split + "#" + written++;
        log(name, split).add(record);
        return record;
    }

    @Override
    public Source<String, ?, ?> unbounded() {
        return new LogSource(name, fault, false);
    }

    @Override
    public Optional<Source<String, ?, ?>> bounded() {
        return Optional.of(new LogSource(name, fault, true));
    }

    @Override
    public MapFunction<String, String> ids() {
        return record -> record;
    }

    @Override
    public TypeInformation<String> type() {
        return Types.STRING;
    }

    @Override
    public Optional<SerializableTimestampAssigner<String>> eventTime() {
        return Optional.of((record, unused) -> time(record));
    }

    @Override
    public void close() {
        LOGS.remove(name);
    }
}
