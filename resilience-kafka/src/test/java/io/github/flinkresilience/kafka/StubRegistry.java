// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/** A schema registry on 127.0.0.1: every schema is named after its id. */
final class StubRegistry implements AutoCloseable {
    private final HttpServer server;
    private final AtomicInteger unavailable = new AtomicInteger();

    private StubRegistry(HttpServer server) {
        this.server = server;
    }

    /** Starts at a port; 0 takes a free one. */
    static StubRegistry start(int port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        HttpServer server = HttpServer.create(address, 0);
        StubRegistry registry = new StubRegistry(server);
        server.createContext(
                "/schemas/ids/",
                exchange -> {
                    boolean busy = registry.unavailable.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
                    String path = exchange.getRequestURI().getPath();
                    byte[] body = path.replace("/schemas/ids/", "schema ").getBytes();
                    exchange.sendResponseHeaders(busy ? 503 : 200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        return registry;
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Answers the next requests with 503. */
    void unavailableFor(int requests) {
        unavailable.set(requests);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
