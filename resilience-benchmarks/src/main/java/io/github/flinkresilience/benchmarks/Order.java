// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.benchmarks;

import java.util.Locale;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** A mutable record, of the kind that Flink calls a POJO. */
public final class Order {
    static final TypeInformation<Order> TYPE = TypeInformation.of(Order.class);

    // Public and not final, without accessors: what makes it a POJO to Flink.
    public long id;
    public String customer = "";
    public long cents;
    public long placedAt;

    public Order() {}

    Order(long id) {
        this.id = id;
        this.customer = String.format(Locale.ROOT, "customer-%06d", Math.abs(id));
        this.cents = id * 100;
        this.placedAt = 1_700_000_000_000L + id;
    }
}
