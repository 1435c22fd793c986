// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/**
 * The REST interface of a cluster: whichever of its job managers answers, for all of them ask the
 * one that leads. Thread-safe; every call blocks, for some seconds at most.
 */
final class FlinkRest {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int FIRST_REFUSAL = 300;

    private final List<URI> addresses;
    private final JsonMapper mapper = new JsonMapper();
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    FlinkRest(List<URI> addresses) {
        this.addresses = addresses;
    }

    List<URI> addresses() {
        return addresses;
    }

    /** Asks for something. */
    JsonNode get(String path) throws IOException {
        return anyAnswer(path, HttpRequest.newBuilder().GET());
    }

    /** Asks to do something. */
    JsonNode send(String method, String path, String json) throws IOException {
        return anyAnswer(
                path,
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(json)));
    }

    /** Sends a file as a form does. */
    JsonNode upload(String path, MultipartFile file) throws IOException {
        return anyAnswer(
                path,
                HttpRequest.newBuilder()
                        .header("Content-Type", file.contentType())
                        .POST(BodyPublishers.ofByteArray(file.body())));
    }

    private JsonNode anyAnswer(String path, HttpRequest.Builder request) throws IOException {
        IOException refusals = new IOException("no job manager answers " + path);
        for (URI address : addresses) {
            try {
                return answer(request.uri(address.resolve(path)).timeout(TIMEOUT).build());
            } catch (IOException e) {
                refusals.addSuppressed(e);
            }
        }
        throw refusals;
    }

    private JsonNode answer(HttpRequest request) throws IOException {
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() >= FIRST_REFUSAL) {
                throw new IOException(
                        "%s %s: %d %s"
                                .formatted(
                                        request.method(),
                                        request.uri(),
                                        response.statusCode(),
                                        response.body()));
            }
            return mapper.readTree(response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted: " + request.uri(), e));
        }
    }
}
