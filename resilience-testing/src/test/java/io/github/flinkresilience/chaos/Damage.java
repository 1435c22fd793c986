// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What can happen to the metadata of a checkpoint. Flink keeps no checksum of it, so a bit that
 * flips inside a number is not among these: nobody could tell.
 */
enum Damage {
    FLIPPED_AT_THE_BEGINNING {
        @Override
        void inflict(Path metadata) throws IOException {
            byte[] bytes = Files.readAllBytes(metadata);
            bytes[0] ^= 1;
            Files.write(metadata, bytes);
        }
    },
    TORN {
        @Override
        void inflict(Path metadata) throws IOException {
            byte[] bytes = Files.readAllBytes(metadata);
            Files.write(metadata, Arrays.copyOf(bytes, bytes.length / 2));
        }
    },
    EMPTY {
        @Override
        void inflict(Path metadata) throws IOException {
            Files.write(metadata, new byte[0]);
        }
    },
    DELETED {
        @Override
        void inflict(Path metadata) throws IOException {
            Files.delete(metadata);
        }
    };

    abstract void inflict(Path metadata) throws IOException;
}
