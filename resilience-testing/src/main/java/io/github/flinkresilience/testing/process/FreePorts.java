// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ports of 127.0.0.1 that nobody uses, for servers that must know their port before they start.
 *
 * <p>They lie below the range that operating systems take outgoing connections' ports from, so that
 * none is lost to a connection between the check and the server's start. No port is given twice in
 * one JVM; two JVMs draw from 12,000.
 */
public final class FreePorts {

    private static final int FIRST = 20_000;
    private static final int COUNT = 12_000;
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();
    private static final Random RANDOM = new Random();

    private FreePorts() {}

    /**
     * A port that nobody listens at.
     *
     * @throws IllegalStateException if there is none
     */
    public static int next() {
        return next(FIRST, COUNT);
    }

    static int next(int first, int count) {
        int start = RANDOM.nextInt(count);
        for (int i = 0; i < count; i++) {
            int port = first + (start + i) % count;
            if (!GIVEN.contains(port) && isFree(port) && GIVEN.add(port)) {
                return port;
            }
        }
        throw new IllegalStateException(
                "no free port on 127.0.0.1 from %d to %d; end what listens there"
                        .formatted(first, first + count - 1));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket =
                new ServerSocket(port, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
