// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.types.CopyableValue;

/** T11: a result that cannot be written to the network fails the job: it has left the function. */
class TrapT11SerializerFailureITCase extends TrapScenario {

    @Override
    void build(JobUnderTest job) {
        SingleOutputStreamOperator<Unwritable> wrapped =
                job.process(
                        job.env.fromData("bad"),
                        Functions.of((record, out) -> out.collect(new Unwritable())),
                        TypeInformation.of(Unwritable.class));
        job.bury(wrapped);
        // What makes an edge of it: in a chain, nothing is written.
        job.results.record(wrapped.rebalance());
    }

    @Override
    void expect(Outcome outcome) {
        outcome.assertFailed("no wire format");
        assertThat(outcome.dead()).isEmpty();
    }

    @Override
    String faultOfTheObviousCode() {
        return "FINISHED";
    }

    /** Can be copied, but not written. */
    public static final class Unwritable implements CopyableValue<Unwritable> {
        private static final long serialVersionUID = 1L;

        @Override
        public int getBinaryLength() {
            return -1;
        }

        @Override
        public void copyTo(Unwritable target) {}

        @Override
        public Unwritable copy() {
            return new Unwritable();
        }

        @Override
        public void copy(DataInputView source, DataOutputView target) {}

        @Override
        public void write(DataOutputView out) throws IOException {
            throw new IOException("no wire format");
        }

        @Override
        public void read(DataInputView in) {}
    }
}
