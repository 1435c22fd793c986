// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A jar as the one field of a form (RFC 7578), which is what Flink's upload takes. */
record MultipartFile(Path jar) {

    private static final String BOUNDARY = "flink-resilience-testing-0b5c6a7f";

    String contentType() {
        return "multipart/form-data; boundary=" + BOUNDARY;
    }

    byte[] body() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(
                """
                --%s\r
                Content-Disposition: form-data; name="jarfile"; filename="%s"\r
                Content-Type: application/x-java-archive\r
                \r
                """
                        .formatted(BOUNDARY, jar.getFileName())
                        .getBytes(UTF_8));
        body.writeBytes(Files.readAllBytes(jar));
        body.writeBytes("\r\n--%s--\r\n".formatted(BOUNDARY).getBytes(UTF_8));
        return body.toByteArray();
    }
}
