// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkresilience.testing.Flagged;
import io.github.flinkresilience.testing.contract.LogSource.Fault;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.MethodSelector;

/** The suite on sources that break the contract, each in one way. */
class RewindableSourceContractITCase {

    private static final String RESTART = "shouldGoOnFromTheCheckpointWhenATaskFails";
    private static final String EARLY = "shouldStartOverWhenATaskFailsBeforeTheFirstCheckpoint";

    /** One launch for all, as each has a cluster of its own. */
    @Test
    void shouldFlagEachSourceThatBreaksTheContract() {
        Map<String, String> expected = new HashMap<>();
        expected.put("ForgetsItsPosition." + RESTART, "counted more than once");
        expected.put("ForgetsItsPosition.shouldGoOnFromASavepoint", "counted more than once");
        expected.put(
                "ForgetsItsPosition.shouldGoOnFromTheCheckpointWhenTheJobManagerRestarts",
                "counted more than once");
        expected.put(
                "ForgetsItsPosition.shouldGoOnFromTheCheckpointWhenTaskManagersEnd",
                "counted more than once");
        expected.put("SkipsOneOnRestore." + RESTART, "are lost");
        expected.put("SkipsOneOnRestore.shouldReadWhatWasWrittenWhileTheJobWasDown", "are lost");
        expected.put("SkipsOneAtLeastOnce." + RESTART, "are lost");
        expected.put("SnapshotsNothing." + RESTART, "are lost");
        expected.put("LosesReturnedSplits." + EARLY, "are lost");
        expected.put(
                "DropsSplitsOfOtherSubtasks.shouldKeepItsPositionsWhenTheParallelismChanges",
                "are lost");
        expected.put(
                "EndsOneEarly.shouldGiveEachRecordOnceWhenBounded", "1 of 300 records are lost");
        expected.put("InventsRecords.shouldGoOnFromASavepoint", "are invented");
        expected.put("WaitsInPoll.shouldNotLetIdleSplitsHoldTheWatermark", "stands at");
        expected.put("LeavesAThread.shouldLeaveNoThreadsWhenCancelled", "log reader");
        expected.put("ReadsEveryVersion.shouldRefuseSplitsOfUnknownVersions", "1001");
        expected.put("ReadsEveryVersion.shouldRefuseEnumeratorStateOfUnknownVersions", "1001");
        expected.put("DoesNotNameTheVersion.shouldRefuseSplitsOfUnknownVersions", "without naming");

        Map<String, String> flagged =
                Flagged.failuresOf(
                        expected.keySet().stream().map(RewindableSourceContractITCase::selector));

        assertThat(flagged).containsOnlyKeys(expected.keySet());
        expected.forEach((test, message) -> assertThat(flagged.get(test)).contains(message));
    }

    @Test
    void shouldLetSourcesRepeatRecordsThatSayTheyDo() {
        assertThat(Flagged.failuresOf(Stream.of(Flagged.test(ForgetsAtLeastOnce.class, RESTART))))
                .isEmpty();
    }

    private static MethodSelector selector(String test) {
        String[] parts = test.split("\\.");
        for (Class<?> type : RewindableSourceContractITCase.class.getDeclaredClasses()) {
            if (type.getSimpleName().equals(parts[0])) {
                return Flagged.test(type, parts[1]);
            }
        }
        throw new IllegalArgumentException(test);
    }

    abstract static class Faulty extends RewindableSourceContract<String> {
        private final Fault fault;

        Faulty(Fault fault) {
            this.fault = fault;
        }

        @Override
        protected ExternalInput<String> input() {
            return new Logs(fault);
        }

        @Override
        protected Duration deadline() {
            return Duration.ofSeconds(6);
        }
    }

    static final class ForgetsItsPosition extends Faulty {
        ForgetsItsPosition() {
            super(Fault.FORGETS_ITS_POSITION);
        }
    }

    static final class SkipsOneOnRestore extends Faulty {
        SkipsOneOnRestore() {
            super(Fault.SKIPS_ONE_ON_RESTORE);
        }
    }

    static final class SnapshotsNothing extends Faulty {
        SnapshotsNothing() {
            super(Fault.SNAPSHOTS_NOTHING);
        }
    }

    static final class LosesReturnedSplits extends Faulty {
        LosesReturnedSplits() {
            super(Fault.LOSES_RETURNED_SPLITS);
        }
    }

    static final class DropsSplitsOfOtherSubtasks extends Faulty {
        DropsSplitsOfOtherSubtasks() {
            super(Fault.DROPS_SPLITS_OF_OTHER_SUBTASKS);
        }
    }

    static final class EndsOneEarly extends Faulty {
        EndsOneEarly() {
            super(Fault.ENDS_ONE_EARLY);
        }
    }

    static final class InventsRecords extends Faulty {
        InventsRecords() {
            super(Fault.INVENTS_RECORDS);
        }
    }

    static final class WaitsInPoll extends Faulty {
        WaitsInPoll() {
            super(Fault.WAITS_IN_POLL);
        }
    }

    static final class LeavesAThread extends Faulty {
        LeavesAThread() {
            super(Fault.LEAVES_A_THREAD);
        }
    }

    static final class ReadsEveryVersion extends Faulty {
        ReadsEveryVersion() {
            super(Fault.READS_EVERY_VERSION);
        }
    }

    static final class DoesNotNameTheVersion extends Faulty {
        DoesNotNameTheVersion() {
            super(Fault.DOES_NOT_NAME_THE_VERSION);
        }
    }

    static final class ForgetsAtLeastOnce extends Faulty {
        ForgetsAtLeastOnce() {
            super(Fault.FORGETS_ITS_POSITION);
        }

        @Override
        protected Guarantee guarantee() {
            return Guarantee.AT_LEAST_ONCE;
        }
    }

    static final class SkipsOneAtLeastOnce extends Faulty {
        SkipsOneAtLeastOnce() {
            super(Fault.SKIPS_ONE_ON_RESTORE);
        }

        @Override
        protected Guarantee guarantee() {
            return Guarantee.AT_LEAST_ONCE;
        }
    }
}
