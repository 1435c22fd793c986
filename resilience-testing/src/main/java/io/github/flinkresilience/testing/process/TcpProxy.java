// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A bad network between clients and a server, both on 127.0.0.1: passes bytes on, late, or not at
 * all.
 *
 * <p>Thread-safe; its methods do not block. What is set holds for connections that are open and for
 * those to come, until {@link #heal()}.
 */
public final class TcpProxy implements AutoCloseable {

    private final ServerSocket server;
    private final InetSocketAddress target;
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private final Weather weather = new Weather();

    private TcpProxy(ServerSocket server, InetSocketAddress target) {
        this.server = server;
        this.target = target;
    }

    /**
     * Listens at a free port for a server at another, which need not run yet.
     *
     * @throws IOException if it cannot listen
     */
    public static TcpProxy to(int targetPort) throws IOException {
        return between(FreePorts.next(), targetPort);
    }

    /**
     * Listens at a port of the caller's choice for a server at another, which need not run yet.
     *
     * @throws IOException if it cannot listen
     */
    public static TcpProxy between(int port, int targetPort) throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        TcpProxy proxy =
                new TcpProxy(
                        new ServerSocket(port, 0, loopback),
                        new InetSocketAddress(loopback, targetPort));
        Thread thread = new Thread(proxy::accept, "proxy-" + proxy.port());
        thread.setDaemon(true);
        thread.start();
        return proxy;
    }

    /** The port that clients connect to. */
    public int port() {
        return server.getLocalPort();
    }

    /** How many connections are open. */
    public int connections() {
        return connections.size();
    }

    /** From now on, every piece of data waits so long in each direction. */
    public void delay(Duration each) {
        weather.delay(each);
    }

    /** Closes all connections orderly, and new ones at once, as a server does that shuts down. */
    public void cut() {
        weather.refuse(true);
        connections.forEach(ProxiedConnection::close);
    }

    /** Closes all connections with a reset, and new ones at once, as after a crash. */
    public void reset() {
        weather.refuse(true);
        connections.forEach(ProxiedConnection::reset);
    }

    /**
     * From now on no byte arrives, in either direction, and nobody is told: connections stay open,
     * new ones are accepted. What is sent meanwhile arrives after {@link #heal()}.
     */
    public void halfOpen() {
        weather.hold(true);
    }

    /** Passes everything on at once, as in the beginning. */
    public void heal() {
        weather.clear();
    }

    /** Stops listening and cuts all connections. */
    @Override
    public void close() {
        cut();
        heal();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                connect(server.accept());
            } catch (IOException e) {
                // The proxy has been closed, or this one client has gone again.
            }
        }
    }

    // A client whose server does not answer is told so by the end of its connection.
    private void connect(Socket client) throws IOException {
        if (weather.refuses()) {
            client.close();
            return;
        }
        ProxiedConnection connection = new ProxiedConnection(client, new Socket());
        connections.add(connection);
        connection.start(target, weather, () -> connections.remove(connection));
    }
}
