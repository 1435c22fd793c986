// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.annotation.Nullable;

/**
 * Regions of compiled code, each between {@code // snippet:NAME} and {@code // end}, and what
 * documentation shows of them: Java blocks below {@code <!-- snippet:NAME -->}. Line breaks and
 * indentation may differ, nothing else.
 */
record Snippets(Map<String, String> regions) {

    private static final Pattern REGION_START = Pattern.compile("// snippet:(\\S+)");
    private static final String REGION_END = "// end";

    private static final Pattern JAVA_BLOCK =
            Pattern.compile(
                    "(?:^<!-- snippet:(\\S+) -->\\s*?\\n)?^```java[^\\n]*\\n(.*?)^```",
                    Pattern.MULTILINE | Pattern.DOTALL);

    /** Collects the regions of all Java files below some directories. */
    static Snippets below(Path... roots) throws IOException {
        Snippets snippets = new Snippets(new LinkedHashMap<>());
        for (Path root : roots) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    snippets.collect(Files.readAllLines(file));
                }
            }
        }
        return snippets;
    }

    /** The regions in these lines of code. */
    static Snippets in(String code) {
        Snippets snippets = new Snippets(new LinkedHashMap<>());
        snippets.collect(code.lines().toList());
        return snippets;
    }

    /** What is wrong with the Java blocks of a page. */
    List<String> problems(String page) {
        List<String> problems = new ArrayList<>();
        Matcher block = JAVA_BLOCK.matcher(page);
        while (block.find()) {
            String problem = problem(block.group(1), block.group(2));
            if (problem != null) {
                problems.add(problem);
            }
        }
        return problems;
    }

    @Nullable
    private String problem(@Nullable String name, String shown) {
        if (name == null) {
            return "a Java block has no <!-- snippet:NAME --> in the line above:\n" + shown;
        }
        String compiled = regions.get(name);
        if (compiled == null) {
            return "no region is named '%s'; there are %s".formatted(name, regions.keySet());
        }
        return withoutLayout(compiled).equals(withoutLayout(shown))
                ? null
                : "snippet '%s' shows\n%sbut what is compiled is\n%s"
                        .formatted(name, shown, compiled);
    }

    private void collect(List<String> lines) {
        String name = null;
        StringBuilder region = new StringBuilder();
        for (String line : lines) {
            Matcher start = REGION_START.matcher(line.strip());
            if (start.matches()) {
                require(name == null, "snippet '%s' has no end".formatted(name));
                name = start.group(1);
                region.setLength(0);
            } else if (name != null && line.strip().equals(REGION_END)) {
                String before = regions.put(name, region.toString().stripIndent());
                require(before == null, "two snippets are named '%s'".formatted(name));
                name = null;
            } else if (name != null) {
                region.append(line).append('\n');
            }
        }
        require(name == null, "snippet '%s' has no end".formatted(name));
    }

    private static String withoutLayout(String code) {
        return code.replaceAll("\\s+", "");
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalStateException(otherwise);
        }
    }
}
