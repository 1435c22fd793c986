// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.benchmarks;

import java.util.Locale;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** The same data as {@link Order} in a Java record: nobody can modify it. */
public record Shipment(long id, String customer, long cents, long placedAt) {
    static final TypeInformation<Shipment> TYPE = TypeInformation.of(Shipment.class);

    Shipment(long id) {
        this(
                id,
                String.format(Locale.ROOT, "customer-%06d", Math.abs(id)),
                id * 100,
                1_700_000_000_000L + id);
    }
}
