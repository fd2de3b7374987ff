// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.plain.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.asyncloop.junit.AsyncLoopTest;
import dev.asyncloop.samples.testing.Elapsed;
import dev.asyncloop.samples.testing.PlainJava;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

@PlainJava
class HttpTests {

    /** Answers after ten seconds. */
    private static HttpServer slowServer() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                Thread.sleep(10_000);
                byte[] body = "hello".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        });
        server.start();
        return server;
    }

    private static HttpRequest.Builder request(HttpServer server) {
        return HttpRequest.newBuilder(
                URI.create("http://localhost:" + server.getAddress().getPort() + "/"));
    }

    @AsyncLoopTest
    void answer_server_is_slow_comes_after_its_time() throws Exception {
        HttpServer server = slowServer();
        HttpClient client = HttpClient.newHttpClient();
        assertThat(Elapsed.in(() -> assertThat(client.send(request(server).build(), BodyHandlers.ofString())
                                .body())
                        .isEqualTo("hello")))
                .isEqualTo(Duration.ofSeconds(10));
        server.stop(0);
    }

    @AsyncLoopTest
    void client_is_impatient_gives_up_after_its_time() throws Exception {
        HttpServer server = slowServer();
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = request(server).timeout(Duration.ofSeconds(3)).build();
        assertThat(Elapsed.in(() -> assertThatThrownBy(() -> client.send(request, BodyHandlers.ofString()))
                        .isInstanceOf(HttpTimeoutException.class)))
                .isEqualTo(Duration.ofSeconds(3));
        server.stop(0);
    }
}
