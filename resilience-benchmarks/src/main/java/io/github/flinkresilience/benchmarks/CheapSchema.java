// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.benchmarks;

import java.nio.ByteBuffer;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/** The user's deserializer: about the least that one can do, so that the rest shows. */
final class CheapSchema implements DeserializationSchema<Long> {
    private static final long serialVersionUID = 1L;
    private static final int SIZE = 200;

    /** A record of 200 bytes. */
    static byte[] encode(long id) {
        return ByteBuffer.allocate(SIZE).putLong(id).array();
    }

    @Override
    public Long deserialize(byte[] message) {
        if (message.length != SIZE) {
            throw new IllegalArgumentException("not " + SIZE + " bytes");
        }
        // No ByteBuffer: whether the compiler saves its allocation depends on the callers.
        long id = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            id = id << Byte.SIZE | (message[i] & 0xff);
        }
        return id;
    }

    @Override
    public boolean isEndOfStream(Long nextElement) {
        return false;
    }

    @Override
    public TypeInformation<Long> getProducedType() {
        return Types.LONG;
    }
}
