// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.kafka;

import io.github.flinkresilience.testing.process.FreePorts;
import java.util.Arrays;
import java.util.Properties;

/**
 * The ports of a broker: clients of the first talk to it directly; those of the second are told to
 * come to a third, where a proxy may stand.
 */
record Listeners(int direct, int behindProxy, int proxy) {

    private static final String DIRECT = "PLAINTEXT";
    private static final String PROXIED = "PROXIED";
    private static final String LISTENERS = "listeners";
    private static final String ADVERTISED = "advertised.listeners";

    static Listeners free() {
        return new Listeners(FreePorts.next(), FreePorts.next(), FreePorts.next());
    }

    /** Reads what {@link #putInto} has written, or a user's own listeners. */
    static Listeners of(Properties properties) {
        return new Listeners(
                port(properties, ADVERTISED, DIRECT),
                port(properties, LISTENERS, PROXIED),
                port(properties, ADVERTISED, PROXIED));
    }

    void putInto(Properties properties, String controller) {
        properties.put(
                LISTENERS,
                "%s,%s,CONTROLLER://%s"
                        .formatted(at(DIRECT, direct), at(PROXIED, behindProxy), controller));
        properties.put(ADVERTISED, at(DIRECT, direct) + "," + at(PROXIED, proxy));
        properties.put("inter.broker.listener.name", DIRECT);
        properties.put(
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,PROXIED:PLAINTEXT,CONTROLLER:PLAINTEXT");
    }

    private static String at(String name, int port) {
        return name + "://127.0.0.1:" + port;
    }

    private static int port(Properties properties, String property, String name) {
        return Arrays.stream(properties.getProperty(property, "").split(",", -1))
                .filter(listener -> listener.startsWith(name + "://"))
                .map(
                        listener ->
                                Integer.parseInt(listener.substring(listener.lastIndexOf(':') + 1)))
                .findFirst()
                .orElse(0);
    }
}
