// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.flinkresilience.deserialization.Schemas;
import io.github.flinkresilience.failure.TransientException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.ByteBuffer;
import javax.annotation.Nullable;

/** Reads text that begins with the id of its schema, which it asks a registry for each time. */
record RegistrySchema(int port) implements Schemas.Reads<String> {

    /** A message of the given schema. */
    static byte[] message(int schema, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return ByteBuffer.allocate(4 + bytes.length).putInt(schema).put(bytes).array();
    }

    @Override
    public String read(@Nullable byte[] message) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(message);
        String schema = schema(rest.getInt());
        return schema + ": " + UTF_8.newDecoder().decode(rest);
    }

    private String schema(int id) throws IOException {
        URI uri = URI.create("http://127.0.0.1:%d/schemas/ids/%d".formatted(port, id));
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout(5_000);
        connection.setReadTimeout(5_000);
        if (connection.getResponseCode() == 503) {
            connection.disconnect();
            throw new TransientException("registry is overloaded");
        }
        try (var body = connection.getInputStream()) {
            return new String(body.readAllBytes(), UTF_8);
        }
    }
}
