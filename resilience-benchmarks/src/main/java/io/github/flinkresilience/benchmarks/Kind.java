// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.benchmarks;

import java.io.Serializable;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/** A kind of records. A record whose id is negative is a poison pill. */
sealed interface Kind<T> extends Serializable {
    TypeInformation<T> type();

    T make(long id);

    long id(T record);

    /** Immutable, and known to Flink as such. */
    record Longs() implements Kind<Long> {
        @Override
        public TypeInformation<Long> type() {
            return Types.LONG;
        }

        @Override
        public Long make(long id) {
            return id;
        }

        @Override
        public long id(Long number) {
            return number;
        }
    }

    /** Mutable. */
    record Pojos() implements Kind<Order> {
        @Override
        public TypeInformation<Order> type() {
            return Order.TYPE;
        }

        @Override
        public Order make(long id) {
            return new Order(id);
        }

        @Override
        public long id(Order order) {
            return order.id;
        }
    }

    /** Immutable, but Flink copies it as if it were not. */
    record JavaRecords() implements Kind<Shipment> {
        @Override
        public TypeInformation<Shipment> type() {
            return Shipment.TYPE;
        }

        @Override
        public Shipment make(long id) {
            return new Shipment(id);
        }

        @Override
        public long id(Shipment shipment) {
            return shipment.id();
        }
    }
}
