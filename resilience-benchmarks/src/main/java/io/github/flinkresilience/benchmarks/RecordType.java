// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.benchmarks;

/** The kinds of records, as a parameter of benchmarks. */
public enum RecordType {
    LONG,
    POJO,
    JAVA_RECORD;

    Kind<?> kind() {
        return switch (this) {
            case LONG -> new Kind.Longs();
            case POJO -> new Kind.Pojos();
            case JAVA_RECORD -> new Kind.JavaRecords();
        };
    }
}
