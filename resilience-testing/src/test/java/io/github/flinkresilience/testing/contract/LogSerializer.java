// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.contract;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Writes what a {@link LogSource} keeps in checkpoints. */
record LogSerializer<S>(
        Function<S, List<LogSource.Split>> splits,
        Function<List<LogSource.Split>, S> value,
        LogSource.Fault fault)
        implements SimpleVersionedSerializer<S> {

    private static final int LENGTH = 3 * Integer.BYTES;

    static LogSerializer<LogSource.Split> ofOne(LogSource.Fault fault) {
        return new LogSerializer<>(List::of, splits -> splits.get(0), fault);
    }

    static LogSerializer<List<LogSource.Split>> ofAll(LogSource.Fault fault) {
        return new LogSerializer<>(splits -> splits, splits -> splits, fault);
    }

    @Override
    public int getVersion() {
        return 1;
    }

    @Override
    public byte[] serialize(S written) {
        List<LogSource.Split> all = splits.apply(written);
        ByteBuffer bytes = ByteBuffer.allocate(all.size() * LENGTH);
        all.forEach(
                split -> bytes.putInt(split.index()).putInt(split.position()).putInt(split.end()));
        return bytes.array();
    }

    @Override
    public S deserialize(int version, byte[] serialized) throws IOException {
        if (version != getVersion()) {
            switch (fault) {
                case READS_EVERY_VERSION -> {}
                case DOES_NOT_NAME_THE_VERSION -> throw new EOFException();
                default -> throw new IOException("version " + version + ", known is 1");
            }
        }
        ByteBuffer bytes = ByteBuffer.wrap(serialized);
        List<LogSource.Split> all = new ArrayList<>();
        while (bytes.remaining() >= LENGTH) {
            all.add(new LogSource.Split(bytes.getInt(), bytes.getInt(), bytes.getInt()));
        }
        return value.apply(all);
    }
}
