// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.examples.traffic;

import io.github.flinkresilience.deadletter.Stage;
import javax.annotation.Nullable;

/** What is wrong with an order, and what has to become of it. */
public enum Fate {
    FINE("fine", 0, null),
    SLOW_BANK("fails twice, then fine", 20, null),
    MALFORMED("JSON cut off in the middle", 30, Stage.DESERIALIZE),
    EMPTY("no bytes at all", 10, Stage.DESERIALIZE),
    NOT_UTF8("invalid UTF-8", 10, Stage.DESERIALIZE),
    NESTED("nested too deeply: the stack overflows", 1, Stage.DESERIALIZE),
    BREAKS_RULE("breaks a business rule: costs less than nothing", 30, Stage.PROCESS),
    EXPIRED_CARD("fails in its timer: the card has expired", 30, Stage.TIMER);

    private static final long TOTAL_SHARE = 10_000;

    private final String description;
    private final int share;
    @Nullable private final Stage stage;

    Fate(String description, int share, @Nullable Stage stage) {
        this.description = description;
        this.share = share;
        this.stage = stage;
    }

    /** In words. */
    public String description() {
        return description;
    }

    /** Where the order has to become a dead letter; null if it has to get a receipt. */
    @Nullable
    public Stage stage() {
        return stage;
    }

    /** How many of so many orders have this fate; at least one. Not for {@link #FINE}. */
    int countAmong(int orders) {
        return (int) Math.max(1, orders * (long) share / TOTAL_SHARE);
    }
}
