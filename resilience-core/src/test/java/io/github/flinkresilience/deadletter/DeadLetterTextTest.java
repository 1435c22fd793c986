// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeadLetterTextTest {

    @Test
    void shouldTellAPersonWhatHappened() {
        assertThat(GoldenDeadLetters.record().describe())
                .isEqualToNormalizingNewlines(
                        """
                        dead letter 0123456789abcdef0123456789abcdef
                          what     PROCESS failed in charge (uid charge-uid)[1]
                          from     orders-3@42, headers [trace=1, empty=null]
                          why      com.acme.BrokenRule: too late; caused by java.net.SocketException: closed [fingerprint 00112233445566ff]
                          tries    2, from 2026-01-02T12:00:00Z to 2026-01-02T12:00:00.100Z
                          key      0x00000007 (flink:IntSerializer)
                          payload  {"grö (json, truncated)
                          outputs  2 discarded, 1 already emitted""");
    }

    @Test
    void shouldTellOfATimerWhatThereIs() {
        assertThat(GoldenDeadLetters.timer().describe())
                .isEqualToNormalizingNewlines(
                        """
                        dead letter\s
                          what     TIMER failed in windows[0]
                          from     unknown
                          why      C [fingerprint f]
                          tries    1, at 2026-01-02T12:00:00Z
                          timer    PROCESSING_TIME at 42""");
    }

    @Test
    void shouldShowBytesAsTextWhereTheyAreText() {
        assertThat(shown(null)).isEqualTo("null (raw)");
        assertThat(shown(new byte[0])).isEqualTo("empty (raw)");
        assertThat(shown("größe".getBytes(UTF_8))).isEqualTo("größe (raw)");
        assertThat(shown("a\nb".getBytes(UTF_8))).isEqualTo("0x610a62 (raw)");
        assertThat(shown(new byte[] {(byte) 0xff})).isEqualTo("0xff (raw)");
        assertThat(shown(new byte[2_000]))
                .isEqualTo("0x" + "00".repeat(96) + "... (2,000 bytes) (raw)");
    }

    @Test
    void shouldShowLongTextEvenWhenACharacterIsCutInTwo() {
        assertThat(shown(("a" + "ö".repeat(100)).getBytes(UTF_8)))
                .isEqualTo("a" + "ö".repeat(47) + "... (201 bytes) (raw)");
        assertThat(shown(new byte[] {'a', (byte) 0xc3})).isEqualTo("0x61c3 (raw)");
    }

    private static String shown(byte[] bytes) {
        return Payload.raw(bytes).toString();
    }
}
