// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.assertions;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The first elements of a list on lines of their own, and how many more there are. */
final class Listing {

    static final int MOST_SHOWN = 20;

    private Listing() {}

    /** A number of things, in words. */
    static String count(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    static String of(List<?> elements) {
        return of(elements, String::valueOf);
    }

    static <T> String of(List<T> elements, Function<? super T, String> text) {
        String shown =
                elements.stream()
                        .limit(MOST_SHOWN)
                        .map(element -> "  " + text.apply(element))
                        .collect(Collectors.joining("\n"));
        int more = elements.size() - MOST_SHOWN;
        return more > 0 ? shown + "\n  ... and " + more + " more" : shown;
    }
}
