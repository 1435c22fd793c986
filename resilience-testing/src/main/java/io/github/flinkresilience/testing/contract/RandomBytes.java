// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.contract;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/** Byte arrays as inputs. */
final class RandomBytes implements Inputs<byte[]> {

    private static final int LONGEST = 512;
    private static final int LONGEST_SHOWN = 256;

    @Override
    @SuppressWarnings("NullAway") // a tombstone stays one
    public byte[] copy(byte[] input) {
        return input == null ? null : input.clone();
    }

    @Override
    public boolean same(byte[] one, byte[] other) {
        return Arrays.equals(one, other);
    }

    @Override
    public String describe(byte[] input) {
        if (input == null) {
            return "null";
        }
        int shown = Math.min(input.length, LONGEST_SHOWN);
        return "%d bytes (hex %s%s)"
                .formatted(
                        input.length,
                        HexFormat.of().formatHex(input, 0, shown),
                        shown < input.length ? ".." : "");
    }

    @Override
    public byte[] random(Random random, List<byte[]> examples) {
        List<byte[]> models = examples.stream().filter(Objects::nonNull).toList();
        if (models.isEmpty() || random.nextInt(3) == 0) {
            byte[] noise = new byte[random.nextInt(LONGEST)];
            random.nextBytes(noise);
            return noise;
        }
        return changed(random, models.get(random.nextInt(models.size())));
    }

    /** Cut, grown, or with some bytes replaced. */
    private static byte[] changed(Random random, byte[] model) {
        byte[] changed =
                switch (random.nextInt(3)) {
                    case 0 -> Arrays.copyOf(model, random.nextInt(model.length + 1));
                    case 1 -> Arrays.copyOf(model, model.length + random.nextInt(16));
                    default -> model.clone();
                };
        for (int flips = random.nextInt(4); flips > 0 && changed.length > 0; flips--) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt();
        }
        return changed;
    }
}
