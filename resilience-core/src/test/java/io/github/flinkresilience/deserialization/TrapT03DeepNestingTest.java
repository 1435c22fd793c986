// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deserialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.junit.jupiter.api.Test;

/** T3: an Error may be the record's failure: deep nesting overflows a parser's stack. */
class TrapT03DeepNestingTest {

    @Test
    void shouldReadPastDeepNestingWhenAStackOverflowIsDeclaredPoison() throws Exception {
        readsPastDeepNesting(Wrapping::ours);
    }

    @Test
    void shouldSeeTheJobFailByCodeThatCatchesExceptions() {
        assertThatThrownBy(() -> readsPastDeepNesting(Wrapping::catchException))
                .isInstanceOf(StackOverflowError.class);
    }

    private static void readsPastDeepNesting(Wrapping wrapping) throws Exception {
        RunningDeserializer<Decoded<Integer>> running =
                wrapping.around(Schemas.returning(Types.INT, message -> Schemas.depth(message, 0)));

        List<Decoded<Integer>> deep = running.read(Wrapping.utf8("(".repeat(1_000_000)));

        assertThat(deep).hasSize(1).allMatch(decoded -> decoded.deadLetter().isPresent());
        assertThat(running.read(Wrapping.utf8("(("))).containsExactly(Decoded.value(2));
    }
}
