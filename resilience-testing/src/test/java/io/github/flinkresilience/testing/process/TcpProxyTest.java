// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkresilience.testing.Await;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client and a server that says everything back, with the proxy between them. */
class TcpProxyTest {

    private static final int LONG_MILLIS = 20_000;
    private static final int SHORT_MILLIS = 300;

    private ServerSocket server;
    private TcpProxy proxy;
    private Socket client;

    @BeforeEach
    void connect() throws IOException {
        server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        Thread echo = new Thread(this::serve, "echo");
        echo.setDaemon(true);
        echo.start();
        proxy = TcpProxy.to(server.getLocalPort());
        client = client();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        proxy.close();
        server.close();
    }

    @Test
    void shouldPassOnEverythingInFineWeather() throws IOException {
        assertThat(say("one")).isEqualTo("one");
        assertThat(say("two")).isEqualTo("two");
        assertThat(proxy.connections()).isEqualTo(1);
    }

    @Test
    void shouldPassOnLateWhenDelayed() throws IOException {
        proxy.delay(Duration.ofMillis(200));

        long start = System.nanoTime();
        assertThat(say("late")).isEqualTo("late");

        // There and back.
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThan(Duration.ofMillis(400));
    }

    @Test
    void shouldEndConnectionsAndRefuseNewOnesWhenCut() throws IOException {
        say("one");

        proxy.cut();

        assertThat(client.getInputStream().read()).isEqualTo(-1);
        try (Socket next = client()) {
            assertThat(next.getInputStream().read()).isEqualTo(-1);
        }
        Await.until("no connection", Duration.ofSeconds(10), () -> proxy.connections() == 0);
    }

    @Test
    void shouldTellOfAResetWhenReset() throws IOException {
        say("one");

        proxy.reset();

        assertThatThrownBy(() -> client.getInputStream().read())
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
    }

    @Test
    void shouldKeepSilentWhenHalfOpenAndDeliverWhenHealed() throws IOException {
        say("one");
        proxy.halfOpen();
        send("two");
        client.setSoTimeout(SHORT_MILLIS);
        assertThatThrownBy(() -> client.getInputStream().read())
                .isInstanceOf(SocketTimeoutException.class);

        proxy.heal();

        client.setSoTimeout(LONG_MILLIS);
        assertThat(receive(3)).isEqualTo("two");
    }

    @Test
    void shouldConnectAgainWhenHealed() throws IOException {
        proxy.cut();
        proxy.heal();
        client = client();

        assertThat(say("again")).isEqualTo("again");
    }

    @Test
    void shouldEndTheConnectionWhenNobodyListensBehind() throws IOException {
        server.close();

        try (Socket next = client()) {
            assertThat(next.getInputStream().read()).isEqualTo(-1);
        }
    }

    private Socket client() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(LONG_MILLIS);
        return socket;
    }

    private String say(String text) throws IOException {
        send(text);
        return receive(text.length());
    }

    private void send(String text) throws IOException {
        client.getOutputStream().write(text.getBytes(UTF_8));
    }

    private String receive(int length) throws IOException {
        return new String(client.getInputStream().readNBytes(length), UTF_8);
    }

    private void serve() {
        try {
            while (true) {
                echo(server.accept());
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private static void echo(Socket socket) {
        Thread thread =
                new Thread(
                        () -> {
                            try (socket;
                                    InputStream in = socket.getInputStream()) {
                                in.transferTo(socket.getOutputStream());
                            } catch (IOException gone) {
                                // So is this end.
                            }
                        },
                        "echo");
        thread.setDaemon(true);
        thread.start();
    }
}
