// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.contract;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;

/** Gives each log to a reader. */
final class LogEnumerator implements SplitEnumerator<LogSource.Split, List<LogSource.Split>> {

    private final SplitEnumeratorContext<LogSource.Split> context;
    private final List<LogSource.Split> unassigned;
    private final boolean bounded;
    private final LogSource.Fault fault;

    LogEnumerator(
            SplitEnumeratorContext<LogSource.Split> context,
            List<LogSource.Split> unassigned,
            boolean bounded,
            LogSource.Fault fault) {
        this.context = context;
        this.unassigned = new ArrayList<>(unassigned);
        this.bounded = bounded;
        this.fault = fault;
    }

    @Override
    public void start() {}

    @Override
    public void handleSplitRequest(int subtask, String host) {}

    @Override
    public void addReader(int subtask) {
        assign();
        if (bounded) {
            context.signalNoMoreSplits(subtask);
        }
    }

    @Override
    public void addSplitsBack(List<LogSource.Split> splits, int subtask) {
        if (fault != LogSource.Fault.LOSES_RETURNED_SPLITS) {
            unassigned.addAll(splits);
            assign();
        }
    }

    private void assign() {
        Iterator<LogSource.Split> splits = unassigned.iterator();
        while (splits.hasNext()) {
            LogSource.Split split = splits.next();
            int owner = split.index() % context.currentParallelism();
            if (context.registeredReaders().containsKey(owner)) {
                context.assignSplit(split, owner);
                splits.remove();
            }
        }
    }

    @Override
    public List<LogSource.Split> snapshotState(long checkpointId) {
        return new ArrayList<>(unassigned);
    }

    @Override
    public void close() {}
}
