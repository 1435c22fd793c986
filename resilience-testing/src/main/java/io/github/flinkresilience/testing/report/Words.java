// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.report;

import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers, times and texts as both reports write them. */
final class Words {

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final Pattern PART = Pattern.compile("\\d+|\\D+");
    private static final int REPLACEMENT = 0xFFFD;

    /** Numbers inside of texts by their size: F2 before F10, 2.9 before 2.10. */
    static final Comparator<String> NATURAL = Words::compareParts;

    private Words() {}

    /** Text on one line that every format can hold. */
    static String readable(String text) {
        return text.codePoints()
                .map(Words::readable)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static int readable(int codePoint) {
        if (Character.isISOControl(codePoint)) {
            return ' ';
        }
        boolean half = Character.getType(codePoint) == Character.SURROGATE;
        boolean noCharacter = (codePoint & 0xFFFE) == 0xFFFE;
        return half || noCharacter ? REPLACEMENT : codePoint;
    }

    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** "1 run", "2 runs". */
    static String count(long count, String noun) {
        return count(count) + " " + noun + (count == 1 ? "" : "s");
    }

    static String instant(long epochMillis) {
        return UTC.format(Instant.ofEpochMilli(epochMillis));
    }

    static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }

    /** Hours, minutes and seconds since the start of a run. */
    static String clock(long millis) {
        long seconds = millis / 1000;
        return String.format(
                Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    private static int compareParts(String a, String b) {
        List<String> left = parts(a);
        List<String> right = parts(b);
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = comparePart(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        int order = Integer.compare(left.size(), right.size());
        return order != 0 ? order : a.compareTo(b);
    }

    private static int comparePart(String a, String b) {
        boolean numbers = isDigit(a.charAt(0)) && isDigit(b.charAt(0));
        return numbers ? new BigInteger(a).compareTo(new BigInteger(b)) : a.compareTo(b);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static List<String> parts(String text) {
        Matcher matcher = PART.matcher(text);
        return matcher.results().map(result -> result.group()).toList();
    }
}
