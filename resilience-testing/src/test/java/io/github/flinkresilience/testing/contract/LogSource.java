// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.contract;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** A small source that can be rewound, of {@link Logs}. */
final class LogSource implements Source<String, LogSource.Split, List<LogSource.Split>> {
    private static final long serialVersionUID = 1L;

    enum Fault {
        NONE,
        FORGETS_ITS_POSITION,
        SKIPS_ONE_ON_RESTORE,
        SNAPSHOTS_NOTHING,
        LOSES_RETURNED_SPLITS,
        DROPS_SPLITS_OF_OTHER_SUBTASKS,
        ENDS_ONE_EARLY,
        INVENTS_RECORDS,
        WAITS_IN_POLL,
        LEAVES_A_THREAD,
        READS_EVERY_VERSION,
        DOES_NOT_NAME_THE_VERSION
    }

    /** A part of a log. */
    record Split(int index, int position, int end) implements SourceSplit {
        @Override
        public String splitId() {
            return "log" + index;
        }

        boolean isDone() {
            return position >= end;
        }
    }

    private final String name;
    private final Fault fault;
    private final List<Integer> ends = new ArrayList<>();
    private final boolean bounded;

    LogSource(String name, Fault fault, boolean bounded) {
        this.name = name;
        this.fault = fault;
        this.bounded = bounded;
        for (int i = 0; i < Logs.SPLITS; i++) {
            int early = fault == Fault.ENDS_ONE_EARLY && i == 0 ? 1 : 0;
            ends.add(bounded ? Logs.log(name, i).size() - early : Integer.MAX_VALUE);
        }
    }

    @Override
    public Boundedness getBoundedness() {
        return bounded ? Boundedness.BOUNDED : Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<String, Split> createReader(SourceReaderContext context) {
        return new LogReader(name, fault, context);
    }

    @Override
    public SplitEnumerator<Split, List<Split>> createEnumerator(
            SplitEnumeratorContext<Split> context) {
        List<Split> splits = new ArrayList<>();
        for (int i = 0; i < ends.size(); i++) {
            splits.add(new Split(i, 0, ends.get(i)));
        }
        return restoreEnumerator(context, splits);
    }

    @Override
    public SplitEnumerator<Split, List<Split>> restoreEnumerator(
            SplitEnumeratorContext<Split> context, List<Split> unassigned) {
        return new LogEnumerator(context, unassigned, bounded, fault);
    }

    @Override
    public SimpleVersionedSerializer<Split> getSplitSerializer() {
        return LogSerializer.ofOne(fault);
    }

    @Override
    public SimpleVersionedSerializer<List<Split>> getEnumeratorCheckpointSerializer() {
        return LogSerializer.ofAll(fault);
    }
}
