// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.util.Collector;

/** Reads decimal numbers; right, or wrong in one way. */
final class NumberSchema implements DeserializationSchema<Integer> {
    private static final long serialVersionUID = 1L;

    static final List<Example<byte[], Integer>> READABLE =
            List.of(Example.of(bytes("17"), 17), Example.of(bytes("-4"), -4));
    static final List<byte[]> UNREADABLE = List.of(bytes("tea"), bytes(""), new byte[] {-1, 0});

    enum Fault {
        NONE,
        COUNTS_ITS_FAILURES,
        COUNTS_ITS_CALLS,
        MODIFIES_ITS_INPUT,
        LOOPS,
        THROWS_ERRORS,
        EMITS_BEFORE_IT_FAILS,
        SWALLOWS_FAILURES,
        LOSES_ITS_RADIX,
        PRODUCES_ANOTHER_TYPE,
        CANNOT_TELL_THE_END
    }

    private final Fault fault;
    private transient int radix = 10;
    private int failures;
    private int calls;

    NumberSchema(Fault fault) {
        this.fault = fault;
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @Override
    public void open(InitializationContext context) {
        if (fault != Fault.LOSES_ITS_RADIX) {
            radix = 10;
        }
    }

    @Override
    public void deserialize(byte[] message, Collector<Integer> out) throws IOException {
        if (fault == Fault.EMITS_BEFORE_IT_FAILS && message.length > 0 && message[0] == 't') {
            out.collect(0);
        }
        Integer value = deserialize(message);
        if (value != null) {
            out.collect(value);
        }
    }

    @Override
    public Integer deserialize(byte[] message) throws IOException {
        calls++;
        try {
            int value = Integer.parseInt(new String(message, UTF_8), radix);
            if (fault == Fault.MODIFIES_ITS_INPUT) {
                message[0] = '!';
            }
            return switch (fault) {
                case COUNTS_ITS_FAILURES -> value + failures;
                case COUNTS_ITS_CALLS -> value + (calls > READABLE.size() ? 1 : 0);
                default -> value;
            };
        } catch (NumberFormatException unreadable) {
            failures++;
            return failed(unreadable);
        }
    }

    private Integer failed(NumberFormatException unreadable) throws IOException {
        if (fault == Fault.LOOPS) {
            while (!Thread.interrupted()) {
                Thread.onSpinWait();
            }
        }
        if (fault == Fault.THROWS_ERRORS) {
            throw new StackOverflowError("nested too deep");
        }
        if (fault == Fault.SWALLOWS_FAILURES) {
            return null;
        }
        throw new IOException("no number", unreadable);
    }

    @Override
    public boolean isEndOfStream(Integer value) {
        if (fault == Fault.CANNOT_TELL_THE_END) {
            throw new UnsupportedOperationException("endless");
        }
        return false;
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    public TypeInformation<Integer> getProducedType() {
        return fault == Fault.PRODUCES_ANOTHER_TYPE ? (TypeInformation) Types.LONG : Types.INT;
    }
}
