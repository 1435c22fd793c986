// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import io.github.flinkresilience.deadletter.DeadLetter;
import io.github.flinkresilience.deadletter.Payload;
import io.github.flinkresilience.failure.Failure;
import java.util.stream.Stream;
import javax.annotation.Nullable;

/** Ways to shorten a dead letter, in the order they are tried; each includes the ones before. */
enum Shortening {
    STACK_TRACE {
        @Override
        int length(DeadLetter letter) {
            return letter.failure().stackTrace().length();
        }

        @Override
        DeadLetter apply(DeadLetter letter, int length) {
            return letter.withFailure(letter.failure().withStackTraceCutTo(length));
        }
    },
    CAUSE {
        @Override
        int length(DeadLetter letter) {
            Failure failure = letter.failure();
            return Stream.concat(Stream.ofNullable(failure.message()), failure.causes().stream())
                    .mapToInt(String::length)
                    .max()
                    .orElse(0);
        }

        @Override
        DeadLetter apply(DeadLetter letter, int length) {
            return length == 0
                    ? letter.withFailure(letter.failure().withoutDetails())
                    : withTexts(letter, length, Integer.MAX_VALUE);
        }
    },
    /**
     * A payload that is cut can no longer be replayed, so a brief cause is worth its last bytes.
     */
    PAYLOAD {
        @Override
        int length(DeadLetter letter) {
            return lengthOf(letter.payload());
        }

        @Override
        DeadLetter apply(DeadLetter letter, int length) {
            return withTexts(letter, BRIEF_TEXT, BRIEF_CAUSES)
                    .withPayload(letter.payload().truncatedTo(length));
        }
    },
    PAYLOAD_WITHOUT_CAUSE {
        @Override
        int length(DeadLetter letter) {
            return lengthOf(letter.payload());
        }

        @Override
        DeadLetter apply(DeadLetter letter, int length) {
            return CAUSE.apply(letter, 0).withPayload(letter.payload().truncatedTo(length));
        }
    },
    KEY {
        @Override
        int length(DeadLetter letter) {
            return lengthOf(letter.key());
        }

        @Override
        DeadLetter apply(DeadLetter letter, int length) {
            Payload key = letter.key();
            return PAYLOAD_WITHOUT_CAUSE
                    .apply(letter, 0)
                    .withKey(key == null ? null : key.truncatedTo(length));
        }
    };

    private static final int BRIEF_TEXT = 256;
    private static final int BRIEF_CAUSES = 4;

    /** How long what is shortened is, unshortened. */
    abstract int length(DeadLetter letter);

    /** The dead letter with so much of it. */
    abstract DeadLetter apply(DeadLetter letter, int length);

    private static int lengthOf(@Nullable Payload payload) {
        return payload == null || payload.bytes() == null ? 0 : payload.bytes().length;
    }

    private static DeadLetter withTexts(DeadLetter letter, int longest, int mostCauses) {
        return letter.withFailure(letter.failure().withTextsCutTo(longest, mostCauses));
    }
}
