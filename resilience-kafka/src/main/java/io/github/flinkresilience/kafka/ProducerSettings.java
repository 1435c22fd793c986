// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import java.util.List;
import java.util.Properties;
import javax.annotation.Nullable;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The user's producer properties, checked for what would lose dead letters. */
final class ProducerSettings {
    private static final int DEFAULT_MAX_REQUEST_SIZE = 1_048_576;
    private static final long DEFAULT_BUFFER_MEMORY = 33_554_432L;

    private final Properties properties;

    private ProducerSettings(Properties properties) {
        this.properties = properties;
    }

    static ProducerSettings none() {
        return new ProducerSettings(new Properties());
    }

    static ProducerSettings of(Properties given) {
        Properties copy = new Properties();
        // Defaults of the given properties are among these names only.
        given.stringPropertyNames().forEach(name -> copy.put(name, given.getProperty(name)));
        copy.putAll(given);
        return new ProducerSettings(copy);
    }

    /** A copy for records of at most so many bytes. */
    Properties fitFor(int maxRecordBytes) {
        checkAcks();
        checkSerializer(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG);
        checkSerializer(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG);
        checkLimit(ProducerConfig.BUFFER_MEMORY_CONFIG, DEFAULT_BUFFER_MEMORY, maxRecordBytes);
        Properties fitting = of(properties).properties;
        if (maxRecordBytes > DEFAULT_MAX_REQUEST_SIZE) {
            fitting.putIfAbsent(
                    ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(maxRecordBytes));
        }
        checkLimit(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, maxRecordBytes, maxRecordBytes);
        return fitting;
    }

    private void checkAcks() {
        if ("0".equals(value(ProducerConfig.ACKS_CONFIG))) {
            throw new IllegalArgumentException(
                    "producer property acks is 0, so that nobody would learn of dead letters that"
                            + " are not written; allowed are all and 1");
        }
    }

    private void checkSerializer(String name) {
        String value = value(name);
        String allowed = ByteArraySerializer.class.getName();
        if (value != null
                && !List.of(allowed, ByteArraySerializer.class.toString()).contains(value)) {
            throw new IllegalArgumentException(
                    "producer property %s is %s; dead letters are bytes: allowed is %s, or to leave it out"
                            .formatted(name, value, allowed));
        }
    }

    private void checkLimit(String name, long otherwise, int needed) {
        String value = value(name);
        try {
            if ((value == null ? otherwise : Long.parseLong(value.trim())) < needed) {
                throw new IllegalArgumentException(
                        "maxRecordBytes is %d, but the producer's %s is %s; allowed is at most that"
                                .formatted(needed, name, value == null ? otherwise : value));
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "producer property %s is '%s'; allowed is a whole number of bytes"
                            .formatted(name, value),
                    e);
        }
    }

    @Nullable
    private String value(String name) {
        Object value = properties.get(name);
        return value == null ? null : value.toString();
    }
}
