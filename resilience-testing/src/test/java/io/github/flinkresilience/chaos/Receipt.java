// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.chaos;

/**
 * What the job writes about an event.
 *
 * @param number of this event among those of its key: 1, 2, 3 ... if the state lost nothing
 */
public record Receipt(String id, String key, long number) {

    static Receipt read(String text) {
        String[] parts = text.split("\\|", -1);
        return new Receipt(parts[0], parts[1], Long.parseLong(parts[2]));
    }

    String text() {
        return id + "|" + key + "|" + number;
    }
}
