// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChaosReportTest {

    private static final String HOSTILE =
            "</script><script>alert(1)</script>]]><!-- & \" ' </td> \u2028";

    @TempDir private Path directory;
    private Path runs;
    private Path target;

    @BeforeEach
    void setUp() {
        runs = directory.resolve("runs");
        target = directory.resolve("made").resolve("target");
    }

    @Test
    void shouldTellAllInTheText() throws IOException {
        MadeUpRun.quiet("1.20.5").write(runs);
        MadeUpRun.bad("2.3.0").write(runs);

        ChaosReport.write(runs, target);

        try (InputStream expected = getClass().getResourceAsStream("expected-chaos-report.txt")) {
            assertThat(Files.readAllBytes(target.resolve("chaos-report.txt")))
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo(new String(expected.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void shouldHaveAllFaultsOnThePage() throws Exception {
        MadeUpRun.quiet("1.20.5").write(runs);
        MadeUpRun.bad("2.3.0").write(runs);

        Page page = page();

        assertThat(page.texts("//tbody[1]/tr/td[2]"))
                .startsWith("all", "F2", "F10", "all", "F1", "F2");
        assertThat(page.texts("//h2"))
                .containsExactly("Recovery times", "orders, Flink 1.20.5", "orders, Flink 2.3.0");
        assertThat(page.texts("//td"))
                .contains("task manager killed", "job manager killed", "broker killed")
                .contains("process 4711", "process 815", "broker 1")
                .contains("broken: partition 2");
        assertThat(page.texts("//pre")).contains("mvn verify -Dchaos.seed=42");
        assertThat(page.texts("//p[@class='facts']")).allMatch(facts -> facts.contains("seed 4"));
    }

    @Test
    void shouldDrawEveryFaultAndRecovery() throws Exception {
        MadeUpRun.quiet("1.20.5").write(runs);
        MadeUpRun.bad("2.3.0").write(runs);

        JsonNode data = page().data();

        JsonNode quiet = data.get("runs").get(0);
        assertThat(quiet.get("faults")).hasSize(3);
        assertThat(quiet.get("faults").get(0))
                .hasToString(
                        "{\"number\":\"F10\",\"begun\":10.0,\"healed\":12.0,\"recovered\":18.5,\"loss\":false}");
        assertThat(quiet.get("rates").get(ChaosTimeline.INPUT)).hasSize(50);
        assertThat(quiet.get("rates").get(ChaosTimeline.INPUT).get(49).asDouble()).isEqualTo(5_000);
        assertThat(data.get("runs").get(1).get("faults").get(0))
                .hasToString(
                        "{\"number\":\"F1\",\"begun\":5.0,\"healed\":null,\"recovered\":null,\"loss\":true}");
        assertThat(data.get("recovery"))
                .hasToString(
                        "{\"faults\":[\"F2\",\"F10\"],\"flinks\":[\"1.20.5\",\"2.3.0\"],\"dots\":["
                                + "{\"fault\":0,\"flink\":0,\"seconds\":[7.0],\"median\":7.0},"
                                + "{\"fault\":1,\"flink\":0,\"seconds\":[8.5,4.5],\"median\":6.5},"
                                + "{\"fault\":0,\"flink\":1,\"seconds\":[1.0],\"median\":1.0}]}");
    }

    @Test
    void shouldBeRedOnlyWhereSomethingWasLost() throws Exception {
        MadeUpRun.quiet("1.20.5").write(runs);
        assertThat(page().texts("//*[contains(@class, 'loss')]")).isEmpty();

        MadeUpRun.bad("2.3.0").write(runs);
        assertThat(page().texts("//td[contains(@class, 'loss')]"))
                .containsExactly(
                        "6",
                        "LOST 6; recovery not seen: 1; 3 duplicated",
                        "6",
                        "LOST 6; recovery not seen: 1; 3 duplicated; broken: partition 2 (1)",
                        "6",
                        "broken: partition 2",
                        "6");
        assertThat(page().texts("//p[contains(@class, 'loss')]"))
                .singleElement()
                .asString()
                .startsWith("LOST 6, 3 duplicated");
    }

    @Test
    void shouldSayThatASumIsNotAllWhenAFaultWasNotCounted() throws Exception {
        MadeUpRun run = new MadeUpRun("orders", "1.20.5", 1);
        run.begin("F1", "killed", "process 1").counted(new ChaosLedger(1, 1, 0, 0, 0));
        run.begin("F1", "killed", "process 2");
        run.timeline.write(runs);

        assertThat(page().texts("//tr[@class='total']/td[last()]"))
                .contains("sum of the faults that were counted");
    }

    @Test
    void shouldShowHostileTextAsTextWhenThereIsSome() throws Exception {
        MadeUpRun run = new MadeUpRun(HOSTILE, HOSTILE, 1);
        run.timeline.runAgainWith(HOSTILE);
        run.timeline.sample(HOSTILE, 1);
        run.timeline.event(HOSTILE);
        run.begin(HOSTILE, HOSTILE, HOSTILE).recovered().verdict(HOSTILE);
        run.at(9_000).timeline.sample(HOSTILE, 2);
        run.timeline.write(runs);

        Page page = page();

        assertThat(page.html()).doesNotContain("alert(1)</script>");
        assertThat(page.texts("//script")).hasSize(3);
        assertThat(page.texts("//td").stream().filter(HOSTILE::equals)).hasSize(9);
        assertThat(page.texts("//pre")).contains(HOSTILE);
        JsonNode data = page.data();
        assertThat(data.get("runs").get(0).get("rates").has(HOSTILE)).isTrue();
        assertThat(data.get("runs").get(0).get("faults").get(0).get("number").asText())
                .isEqualTo(HOSTILE);
    }

    @Test
    void shouldNeedNoOtherFile() throws Exception {
        MadeUpRun.quiet("1.20.5").write(runs);

        Page page = page();

        assertThat(page.texts("//@src | //@href | //link | //img | //iframe")).isEmpty();
        assertThat(page.texts("//style").toString()).doesNotContain("url(", "@import");
        assertThat(page.texts("//meta/@content"))
                .anyMatch(text -> text.contains("default-src 'none'"));
        assertThat(page.texts("//script").get(1)).contains("var uPlot=function()");
        assertThat(page.texts("//footer//pre"))
                .singleElement()
                .asString()
                .contains("The MIT License", "Leon Sorokin", "WITHOUT WARRANTY");
    }

    @Test
    void shouldHaveNoPicturesWhenThereIsNothingToDraw() throws Exception {
        new MadeUpRun("nothing happened", "1.20.5", 1).timeline.write(runs);

        assertThat(page().texts("//figure")).isEmpty();
        assertThat(page().texts("//h2")).containsExactly("nothing happened, Flink 1.20.5");
    }

    @Test
    void shouldWriteTheSameBytesWhenTheRunsAreTheSame() throws IOException {
        MadeUpRun.quiet("1.20.5").write(runs);
        MadeUpRun.bad("2.3.0").write(runs);

        byte[] first = Files.readAllBytes(ChaosReport.write(runs, target));

        assertThat(Files.readAllBytes(ChaosReport.write(runs, target))).isEqualTo(first);
    }

    @Test
    void shouldWriteNothingWhenThereAreNoRuns() {
        assertThatThrownBy(() -> ChaosReport.write(runs, target))
                .hasMessage("no chaos runs (*.json) in " + runs);
        assertThat(target).doesNotExist();
    }

    @Test
    void shouldBeMadeAgainFromTheCommandLine() throws IOException {
        MadeUpRun.quiet("1.20.5").write(runs);

        ChaosReport.main(new String[] {runs.toString(), target.toString()});

        assertThat(target.resolve("chaos-report.html")).isNotEmptyFile();
        assertThat(target.resolve("chaos-report.txt")).isNotEmptyFile();
        assertThatThrownBy(() -> ChaosReport.main(new String[] {"runs"}))
                .hasMessage("usage: ChaosReport DIRECTORY TARGET");
    }

    private Page page() throws Exception {
        return Page.read(ChaosReport.write(runs, target));
    }
}
