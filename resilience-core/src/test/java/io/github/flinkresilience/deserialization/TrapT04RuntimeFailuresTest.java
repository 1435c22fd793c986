// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deserialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.junit.jupiter.api.Test;

/** T4: deserializers throw other things than IOException. */
class TrapT04RuntimeFailuresTest {

    @Test
    void shouldReadPastARuntimeException() throws Exception {
        readsPastARuntimeException(Wrapping::ours);
    }

    @Test
    void shouldSeeTheJobFailByCodeThatCatchesIOExceptions() {
        assertThatThrownBy(() -> readsPastARuntimeException(Wrapping::catchIOException))
                .isInstanceOf(BufferUnderflowException.class);
    }

    private static void readsPastARuntimeException(Wrapping wrapping) throws Exception {
        RunningDeserializer<Decoded<Long>> running =
                wrapping.around(
                        Schemas.returning(
                                Types.LONG, message -> ByteBuffer.wrap(message).getLong()));

        List<Decoded<Long>> tooShort = running.read(new byte[7]);

        assertThat(tooShort).hasSize(1).allMatch(decoded -> decoded.deadLetter().isPresent());
        assertThat(running.read(new byte[8])).containsExactly(Decoded.value(0L));
    }
}
