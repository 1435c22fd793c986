// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deserialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.flink.api.java.tuple.Tuple1;
import org.junit.jupiter.api.Test;

/** T7: held back results that are all the same object. */
class TrapT07ReusedResultTest {

    @Test
    void shouldEmitEachResultWhenTheSchemaReusesItsObject() throws Exception {
        emitsEachResult(Wrapping::ours);
    }

    @Test
    void shouldSeeTheLastResultThriceByCodeThatHoldsBackWithoutACopy() {
        assertThatThrownBy(() -> emitsEachResult(Wrapping::bufferResults))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("value (3)");
    }

    private static void emitsEachResult(Wrapping wrapping) throws Exception {
        RunningDeserializer<Decoded<Tuple1<Integer>>> running =
                wrapping.around(Schemas.reusingItsResult());

        assertThat(running.read(new byte[0]))
                .containsExactly(
                        Decoded.value(Tuple1.of(1)),
                        Decoded.value(Tuple1.of(2)),
                        Decoded.value(Tuple1.of(3)));
    }
}
