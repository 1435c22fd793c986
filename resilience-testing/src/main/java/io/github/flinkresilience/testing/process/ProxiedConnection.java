// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/** One client's connection through a {@link TcpProxy}, with a thread for each direction. */
record ProxiedConnection(Socket client, Socket server) {

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int CONNECT_MILLIS = 2_000;

    void start(InetSocketAddress target, Weather weather, Runnable atEnd) {
        thread(
                () -> {
                    try {
                        server.connect(target, CONNECT_MILLIS);
                        thread(() -> pump(server, client, weather, atEnd));
                        pump(client, server, weather, atEnd);
                    } catch (IOException e) {
                        end(atEnd);
                    }
                });
    }

    void close() {
        closeQuietly(client);
        closeQuietly(server);
    }

    /** With nothing to linger for, the operating system sends a reset instead of an end. */
    void reset() {
        try {
            client.setSoLinger(true, 0);
            server.setSoLinger(true, 0);
        } catch (IOException e) {
            // It has been closed already.
        }
        close();
    }

    private void pump(Socket from, Socket to, Weather weather, Runnable atEnd) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                weather.pass();
                out.write(buffer, 0, count);
                out.flush();
            }
        } catch (IOException e) {
            // One of the two has gone; so goes the other.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end(atEnd);
        }
    }

    private void end(Runnable atEnd) {
        close();
        atEnd.run();
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Gone is gone.
        }
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "proxied-connection");
        thread.setDaemon(true);
        thread.start();
    }
}
