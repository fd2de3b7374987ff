// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent.io;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** The JDK's HTTP client and its HTTP server, both under one loop. */
@EnabledForJreRange(min = JRE.JAVA_24, disabledReason = "plain Java needs virtual threads that let go of monitors")
@Timeout(120)
class HttpTests {

    @Test
    void clientAndServer_underOneLoop_meetInVirtualTimeAndRepeat() {
        Runs.twice(
                20,
                HttpTests::requests,
                "/1 after 1 s",
                "/2 after 2 s",
                "/3 after 3 s",
                "/4 after 4 s",
                "request timed out after 34 s");
    }

    private static List<String> requests() throws Exception {
        long began = System.nanoTime();
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        ExecutorService pool = Executors.newCachedThreadPool();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(pool);
        server.createContext("/", HttpTests::answerLate);
        server.start();
        String base = "http://127.0.0.1:" + server.getAddress().getPort();
        HttpClient client = HttpClient.newHttpClient();
        List<CompletableFuture<Void>> answers = new ArrayList<>();
        for (int seconds = 1; seconds <= 4; seconds++) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(base + "/" + seconds)).build();
            answers.add(client.sendAsync(request, BodyHandlers.ofString())
                    .thenAccept(answer -> seen.add(answer.body() + " after " + Runs.secondsSince(began) + " s")));
        }
        answers.forEach(CompletableFuture::join);
        HttpRequest hasty = HttpRequest.newBuilder(URI.create(base + "/3600"))
                .timeout(Duration.ofSeconds(30))
                .build();
        try {
            client.send(hasty, BodyHandlers.ofString());
        } catch (HttpTimeoutException e) {
            seen.add(e.getMessage() + " after " + Runs.secondsSince(began) + " s");
        }
        if (client instanceof AutoCloseable closeable) {
            closeable.close();
        }
        server.stop(0);
        pool.shutdownNow();
        pool.awaitTermination(1, TimeUnit.HOURS);
        return seen;
    }

    private static void answerLate(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            Thread.sleep(1_000 * Long.parseLong(path.substring(1)));
            byte[] body = path.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
