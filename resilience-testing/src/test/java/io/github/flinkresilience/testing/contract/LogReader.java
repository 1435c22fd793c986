// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.contract;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;

/** Reads some of the {@link Logs}, one after the other. */
final class LogReader implements SourceReader<String, LogSource.Split> {

    private final String name;
    private final LogSource.Fault fault;
    private final SourceReaderContext context;
    private final Deque<LogSource.Split> splits = new ArrayDeque<>();
    private boolean noMoreSplits;

    LogReader(String name, LogSource.Fault fault, SourceReaderContext context) {
        this.name = name;
        this.fault = fault;
        this.context = context;
    }

    @Override
    public void start() {
        if (fault == LogSource.Fault.LEAVES_A_THREAD) {
            CountDownLatch never = new CountDownLatch(1);
            Thread left =
                    new Thread(
                            () -> {
                                try {
                                    never.await();
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                            },
                            "log reader");
            left.setDaemon(true);
            left.start();
        }
    }

    @Override
    public InputStatus pollNext(ReaderOutput<String> output) throws InterruptedException {
        for (int i = 0; i < splits.size(); i++) {
            LogSource.Split split = splits.remove();
            List<String> log = Logs.log(name, split.index());
            if (!split.isDone() && split.position() < log.size()) {
                emit(log.get(split.position()), split, output);
                splits.add(new LogSource.Split(split.index(), split.position() + 1, split.end()));
                return InputStatus.MORE_AVAILABLE;
            }
            splits.add(split);
        }
        if (fault == LogSource.Fault.WAITS_IN_POLL
                && context.getIndexOfSubtask() == 1
                && splits.stream().anyMatch(split -> split.position() > 0)) {
            new CountDownLatch(1).await();
        }
        boolean end = noMoreSplits && splits.stream().allMatch(LogSource.Split::isDone);
        return end ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
    }

    private void emit(String record, LogSource.Split split, ReaderOutput<String> output) {
        SourceOutput<String> ofSplit = output.createOutputForSplit(split.splitId());
        ofSplit.collect(record);
        if (fault == LogSource.Fault.INVENTS_RECORDS && split.position() == 5) {
            ofSplit.collect("invented#0");
        }
    }

    @Override
    public List<LogSource.Split> snapshotState(long checkpointId) {
        return switch (fault) {
            case SNAPSHOTS_NOTHING -> List.of();
            case FORGETS_ITS_POSITION ->
                    splits.stream()
                            .map(split -> new LogSource.Split(split.index(), 0, split.end()))
                            .toList();
            default -> List.copyOf(splits);
        };
    }

    @Override
    public void addSplits(List<LogSource.Split> added) {
        for (LogSource.Split split : added) {
            boolean restored = split.position() > 0;
            boolean dropped =
                    fault == LogSource.Fault.DROPS_SPLITS_OF_OTHER_SUBTASKS
                            && restored
                            && context.currentParallelism() > 1
                            && split.index() != context.getIndexOfSubtask();
            int skipped = fault == LogSource.Fault.SKIPS_ONE_ON_RESTORE && restored ? 1 : 0;
            if (!dropped) {
                splits.add(
                        new LogSource.Split(
                                split.index(), split.position() + skipped, split.end()));
            }
        }
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return CompletableFuture.runAsync(
                () -> {}, CompletableFuture.delayedExecutor(5, TimeUnit.MILLISECONDS));
    }

    @Override
    public void notifyNoMoreSplits() {
        noMoreSplits = true;
    }

    @Override
    public void close() {}
}
