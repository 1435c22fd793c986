// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.faults;

import java.io.Serializable;
import java.util.SplittableRandom;
import org.apache.flink.api.common.functions.FilterFunction;

/** When a fault happens: at which point, and at which of the moments there. */
record Trigger(FaultPoint point, Choice choice) implements Serializable {

    boolean matches(Moment moment) throws Exception {
        return point == moment.point() && choice.includes(moment);
    }

    @Override
    public String toString() {
        return point + " " + choice;
    }

    /** Chooses among the moments at one point; a pure function of them. */
    sealed interface Choice extends Serializable {
        boolean includes(Moment moment) throws Exception;
    }

    /** That number and all later ones. */
    record From(long number) implements Choice {
        @Override
        public boolean includes(Moment moment) {
            return moment.number() >= number;
        }

        @Override
        public String toString() {
            return "from " + number;
        }
    }

    /** Each multiple. */
    record Every(long number) implements Choice {
        @Override
        public boolean includes(Moment moment) {
            return moment.number() % number == 0;
        }

        @Override
        public String toString() {
            return "every " + number;
        }
    }

    /** Those of certain records. */
    record On<T>(FilterFunction<T> records) implements Choice {
        @Override
        @SuppressWarnings("unchecked") // whoever writes the predicate knows the records
        public boolean includes(Moment moment) throws Exception {
            return records.filter((T) moment.record());
        }

        @Override
        public String toString() {
            return "on certain records";
        }
    }

    /** By chance: the same for the same seed, subtask, attempt and number. */
    record Random(long seed, double probability) implements Choice {
        @Override
        public boolean includes(Moment moment) {
            long mixed = seed;
            mixed = new SplittableRandom(mixed ^ moment.subtask()).nextLong();
            mixed = new SplittableRandom(mixed ^ moment.attempt()).nextLong();
            return new SplittableRandom(mixed ^ moment.number()).nextDouble() < probability;
        }

        @Override
        public String toString() {
            return "random(seed " + seed + ", probability " + probability + ")";
        }
    }
}
