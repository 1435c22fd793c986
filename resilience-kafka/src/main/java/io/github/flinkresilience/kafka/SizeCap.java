// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import io.github.flinkresilience.deadletter.DeadLetter;
import java.util.function.ToLongFunction;

/**
 * Makes dead letters fit. It takes away what is worth least, and only as much as it must: first the
 * stack trace, then message and causes, then the end of the payload, then the end of the key. A
 * payload that is cut keeps its hash and its length.
 */
final class SizeCap {
    private final int mostBytes;
    private final ToLongFunction<DeadLetter> size;

    SizeCap(int mostBytes, ToLongFunction<DeadLetter> size) {
        this.mostBytes = mostBytes;
        this.size = size;
    }

    /**
     * The dead letter, or a shortened copy of it.
     *
     * @throws UnwritableDeadLetterException if not even a copy without payload fits: the original
     *     headers are too large, and they are never cut
     */
    DeadLetter fit(DeadLetter letter) {
        if (fits(letter)) {
            return letter;
        }
        for (Shortening shortening : Shortening.values()) {
            if (fits(shortening.apply(letter, 0))) {
                return shortening.apply(letter, mostThatFits(letter, shortening));
            }
        }
        DeadLetter smallest = Shortening.KEY.apply(letter, 0);
        throw new UnwritableDeadLetterException(
                letter,
                "its headers alone make a record of %,d bytes; maxRecordBytes is %,d"
                        .formatted(size.applyAsLong(smallest), mostBytes),
                null);
    }

    /** By bisection: 0 fits, all that there is does not. */
    private int mostThatFits(DeadLetter letter, Shortening shortening) {
        int fitting = 0;
        int tooMuch = shortening.length(letter);
        while (tooMuch - fitting > 1) {
            int middle = (fitting + tooMuch) >>> 1;
            if (fits(shortening.apply(letter, middle))) {
                fitting = middle;
            } else {
                tooMuch = middle;
            }
        }
        return fitting;
    }

    private boolean fits(DeadLetter letter) {
        return size.applyAsLong(letter) <= mostBytes;
    }
}
