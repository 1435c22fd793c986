// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documentation shows in Java is what is compiled and run here. */
class ReadmeTest {

    private static final Path ROOT = Path.of("..");

    private static final Snippets SOME =
            Snippets.in(
                    """
                    void method() {
                        // snippet:greeting
                        say(
                                "hello");
                        // end
                    }
                    """);

    @ParameterizedTest
    @MethodSource("pages")
    void shouldShowOnlyWhatIsCompiled(Path page) throws IOException {
        assertThat(compiled().problems(Files.readString(page))).isEmpty();
    }

    @Test
    void shouldAcceptSnippetInAnotherLayout() {
        assertThat(SOME.problems(page("<!-- snippet:greeting -->", "say(\"hello\");"))).isEmpty();
    }

    @Test
    void shouldAcceptPageWithoutJava() {
        assertThat(SOME.problems("# Title\n\n```xml\n<a/>\n```\n")).isEmpty();
    }

    @Test
    void shouldComplainWhenSnippetDiffers() {
        assertThat(SOME.problems(page("<!-- snippet:greeting -->", "say(\"hallo\");")))
                .singleElement()
                .asString()
                .contains("'greeting' shows", "hallo", "hello");
    }

    @Test
    void shouldComplainWhenNoRegionHasTheName() {
        assertThat(SOME.problems(page("<!-- snippet:farewell -->", "say(\"hello\");")))
                .containsExactly("no region is named 'farewell'; there are [greeting]");
    }

    @Test
    void shouldComplainAboutEachJavaBlockWithoutName() {
        String unmarked = page("Some text.", "say(\"hello\");");
        assertThat(SOME.problems(unmarked + unmarked)).hasSize(2);
        assertThat(SOME.problems("```java\nsay(\"hello\");\n```\n")).hasSize(1);
    }

    @Test
    void shouldRefuseRegionsWithoutEndOrWithTheSameName() {
        assertThatThrownBy(() -> Snippets.in("// snippet:one\ncode();\n"))
                .hasMessage("snippet 'one' has no end");
        assertThatThrownBy(() -> Snippets.in("// snippet:one\n// end\n".repeat(2)))
                .hasMessage("two snippets are named 'one'");
    }

    private static Snippets compiled() throws IOException {
        return Snippets.below(Path.of("src", "main"), Path.of("src", "test"));
    }

    private static Stream<Path> pages() throws IOException {
        return Stream.of(ROOT, ROOT.resolve("docs"))
                .filter(Files::isDirectory)
                .flatMap(ReadmeTest::pagesIn);
    }

    private static Stream<Path> pagesIn(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String page(String above, String code) {
        return "# Title\n\n" + above + "\n```java\n" + code + "\n```\n\n";
    }
}
