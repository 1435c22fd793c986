// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.flinkresilience.deserialization.Schemas;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CodingErrorAction;
import java.util.zip.GZIPInputStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * User code: reads a magic byte (1 is plain, 2 is gzip), a length, and so many bytes of UTF-8 text;
 * needs a key and one header. Emits the key and how deep the text is nested.
 */
final class EnvelopeSchema implements KafkaRecordDeserializationSchema<String> {
    private static final long serialVersionUID = 1L;

    static final String HEADER = "type";
    static final int LONGEST = 1 << 20;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<String> out)
            throws IOException {
        String key = new String(record.key(), UTF_8);
        int headers = 0;
        for (Header header : record.headers().headers(HEADER)) {
            headers++;
        }
        if (headers != 1) {
            throw new IllegalStateException(headers + " headers " + HEADER);
        }
        String text = text(new DataInputStream(new ByteArrayInputStream(record.value())));
        out.collect(key + ":" + Schemas.depth(text.getBytes(UTF_8), 0));
    }

    @Override
    public TypeInformation<String> getProducedType() {
        return Types.STRING;
    }

    private static String text(DataInputStream in) throws IOException {
        int magic = in.readUnsignedByte();
        if (magic != 1 && magic != 2) {
            throw new IllegalArgumentException("magic byte " + magic);
        }
        int length = in.readInt();
        InputStream body = magic == 1 ? in : new GZIPInputStream(in);
        byte[] bytes = body.readNBytes(Math.min(length, LONGEST));
        if (bytes.length == LONGEST) {
            throw new UnsupportedOperationException("longer than " + LONGEST);
        }
        if (bytes.length < length) {
            throw new EOFException(bytes.length + " bytes of " + length);
        }
        return UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }
}
