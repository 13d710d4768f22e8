package io.sluice.promotion.bpmn.verify.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.sluice.promotion.bpmn.verify.Element;
import io.sluice.promotion.bpmn.verify.Verdict;
import io.sluice.promotion.bpmn.verify.Verification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, from disk. On a developer's machine without Chromium it is left out; in CI it fails. */
class HtmlReportBrowserTest {
    @TempDir
    private Path folder;

    private Chromium chromium;

    @BeforeEach
    void findTheBrowser() {
        Optional<Chromium> found = Chromium.onThisMachine(folder);
        if (System.getenv("CI") == null) {
            assumeThat(found)
                    .as("install Chromium (Debian: apt-get install chromium)")
                    .isPresent();
        }
        chromium = found.orElseThrow(() -> new AssertionError("There is no Chromium: apt-get install chromium"));
    }

    @Test
    void paintsAndNumbersTheWayOfTheFirstFinding() throws Exception {
        String dom = dom(Samples.refused(), Samples.bpmn(), "");

        assertThat(marked(dom, "on-way"))
                .contains("requested", "overdue", "approve-overdue", "try-again", "deploy")
                .doesNotContain("approved", "verify", "expired");
        assertThat(marked(dom, "wrong")).containsExactly("deploy");
        assertThat(marked(dom, "concerned")).containsExactly("overdue");
        assertThat(dom).contains(">7·9</div>", ">11</div>", "class=\"bjs-powered-by\"");
        assertThat(dom).containsPattern("finding error chosen\" id=\"finding-1-1\"");
    }

    @Test
    void paintsTheFindingThatTheAddressNames() throws Exception {
        String dom = dom(Samples.refused(), Samples.bpmn(), "#finding-1-3");

        assertThat(marked(dom, "wrong")).containsExactly("approved-yes");
        assertThat(marked(dom, "on-way")).isEmpty();
        assertThat(dom).containsPattern("finding warning chosen\" id=\"finding-1-3\"");
    }

    @Test
    void showsTheDiagramOfAFileWithoutFindings() throws Exception {
        String dom = dom(Samples.proved(), Samples.bpmn(), "");

        assertThat(dom).contains("data-element-id=\"deploy\"");
        assertThat(marked(dom, "wrong")).isEmpty();
    }

    @Test
    void saysSoWhenThereIsNothingToDraw() throws Exception {
        assertThat(dom(Samples.invalid(), "no xml".getBytes(StandardCharsets.UTF_8), ""))
                .contains("The diagram cannot be drawn: ");
    }

    @Test
    void runsNoScriptThatAFileBringsAlong() throws Exception {
        String script = "&lt;/script&gt;&lt;img src=x onerror=&quot;document.title='owned'&quot;&gt;";
        byte[] bpmn = new String(Samples.bpmn(), StandardCharsets.UTF_8)
                .replace("name=\"Deploy\"", "name=\"" + script + "\"")
                .getBytes(StandardCharsets.UTF_8);
        String name = "</script><img src=x onerror=\"document.title='owned'\">";
        Verification verification = new Verification(
                Samples.FILE, Verdict.REFUSED, List.of(Samples.about(new Element("deploy", name, 1), name)), 1, 1);

        String dom = dom(verification, bpmn, "");

        assertThat(dom).contains("<title>process/acme.bpmn: refused</title>").doesNotContain("<img");
        assertThat(marked(dom, "wrong")).containsExactly("deploy");
    }

    private String dom(Verification verification, byte[] bpmn, String anchor) throws IOException, InterruptedException {
        Path page = folder.resolve("report.html");
        Files.writeString(
                page,
                Report.of(List.of(verification))
                        .showing(verification.file(), bpmn)
                        .as(ReportFormat.HTML));
        String dom = chromium.dom(page.toUri() + anchor);
        // The page holds its own source, which names everything that could be there.
        return dom.replaceAll("(?s)<(script|style)\\b.*?</\\1>", "");
    }

    private static Set<String> marked(String dom, String marker) {
        Set<String> ids = new TreeSet<>();
        Matcher element = Pattern.compile("class=\"djs-element ([^\"]*)\" data-element-id=\"([^\"]*)\"")
                .matcher(dom);
        while (element.find()) {
            if (List.of(element.group(1).split(" ", -1)).contains(marker)) {
                ids.add(element.group(2));
            }
        }
        return ids;
    }
}
