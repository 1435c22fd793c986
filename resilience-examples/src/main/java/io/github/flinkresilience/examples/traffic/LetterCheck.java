// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.examples.traffic;

import io.github.flinkresilience.deadletter.DeadLetter;
import io.github.flinkresilience.deadletter.Origin;
import io.github.flinkresilience.deadletter.Stage;
import java.util.Arrays;
import java.util.Optional;
import javax.annotation.Nullable;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Whether a dead letter is the whole truth about its order: the same bytes, the right place.
 *
 * @param order the record that was ordered, or null if there is none
 */
record LetterCheck(DeadLetter letter, @Nullable ConsumerRecord<byte[], byte[]> order) {

    /** What is wrong with it, if anything is. */
    Optional<String> problem() {
        if (order == null) {
            return Optional.of("is a dead letter of what nobody ordered");
        }
        if (letter.stage() == Stage.TIMER) {
            return letter.timer() == null
                    ? Optional.of("died in a timer, which its dead letter does not name")
                    : Optional.empty();
        }
        // What was read is encoded again; the demo's encoder gives the same JSON.
        if (!Arrays.equals(order.value(), letter.payload().bytes())) {
            return Optional.of("has a dead letter with other bytes");
        }
        return cameFrom(letter.origin())
                ? Optional.empty()
                : Optional.of("has a dead letter from " + letter.origin());
    }

    private boolean cameFrom(Origin origin) {
        return order != null
                && order.topic().equals(origin.topic())
                && order.partition() == origin.partition()
                && order.offset() == origin.offset();
    }
}
