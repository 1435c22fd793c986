// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.cluster;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.JobID;

/** A jar on its way to a cluster, over REST. */
record JarSubmission(FlinkRest rest) {

    private static final JsonMapper MAPPER = new JsonMapper();

    RemoteJob run(Path jar, String mainClass, List<String> arguments) throws IOException {
        String file = rest.upload("/jars/upload", new MultipartFile(jar)).path("filename").asText();
        String id = file.substring(file.lastIndexOf('/') + 1);
        ObjectNode request = MAPPER.createObjectNode();
        request.put("entryClass", mainClass);
        arguments.forEach(request.putArray("programArgsList")::add);
        String job =
                rest.send("POST", "/jars/" + id + "/run", request.toString())
                        .path("jobid")
                        .asText();
        return new RemoteJob(JobID.fromHexString(job), rest);
    }
}
