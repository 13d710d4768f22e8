package io.sluice.promotion.spring.actuator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.promotion.spring.HostApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.yaml.snakeyaml.Yaml;

/** Dashboard, alerts and runbooks are about what there is. */
@Timeout(180)
class RunbooksTest {
    private static final Pattern METRIC = Pattern.compile("\\bsluice_[a-z_]+");

    @Test
    void dashboardAndAlertsNameMetricsThatThereAreAndTheGuideNamesThemAll() {
        HostApplication.runner().run(context -> {
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            new SluiceMetrics(context.getBean(Readings.class)).bindTo(registry);
            Set<String> there = registry.getMeters().stream()
                    .map(RunbooksTest::inPrometheus)
                    .collect(Collectors.toSet());

            assertThat(there).containsAll(metrics("operations/grafana-dashboard.json"));
            assertThat(there).containsAll(metrics("operations/alerts.yaml"));
            assertThat(metrics("operations.md")).containsAll(there);
        });
    }

    @Test
    void theDashboardCanBeRead() throws IOException {
        JsonNode dashboard = new ObjectMapper().readTree(read("operations/grafana-dashboard.json"));

        assertThat(dashboard.path("panels")).hasSizeGreaterThan(8);
        assertThat(dashboard.findValuesAsText("expr"))
                .hasSizeGreaterThan(15)
                .allMatch(expr -> expr.contains("sluice_"));
    }

    @Test
    void eachAlertSaysWhatToDo() {
        JsonNode alerts = new ObjectMapper().valueToTree(new Yaml().load(read("operations/alerts.yaml")));
        JsonNode rules = alerts.path("groups").get(0).path("rules");

        assertThat(rules).hasSizeGreaterThan(10);
        rules.forEach(rule -> {
            assertThat(rule.path("expr").asText()).as(rule.toString()).containsPattern(METRIC);
            assertThat(rule.path("annotations").path("summary").asText()).isNotEmpty();
            assertThat(anchors())
                    .contains(
                            rule.path("annotations").path("runbook").asText().substring("docs/runbooks.md#".length()));
        });
    }

    @Test
    void whatHealthPointsToIsThere() throws IOException {
        String source = Files.readString(root().resolve("spring-adapter/src/main/java")
                .resolve(Wellbeing.class.getName().replace('.', '/') + ".java"));
        Set<String> pointed = Pattern.compile("\"([a-z]+(?:-[a-z]+)+)\"")
                .matcher(source)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(pointed).hasSizeGreaterThan(8);
        assertThat(anchors()).containsAll(pointed);
    }

    private static String inPrometheus(Meter meter) {
        String name = meter.getId().getName().replace('.', '_');
        return meter instanceof TimeGauge ? name + "_seconds" : name;
    }

    private static Set<String> metrics(String page) {
        return METRIC.matcher(read(page))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> anchors() {
        return Pattern.compile("(?m)^## (.+)$")
                .matcher(read("runbooks.md"))
                .results()
                .map(title -> title.group(1).toLowerCase(Locale.ROOT).replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    /** The tests run in the folder of one module or another. */
    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs/runbooks.md"))) {
            folder = Objects.requireNonNull(folder.getParent(), "docs/runbooks.md is not there");
        }
        return folder;
    }

    private static String read(String page) {
        try {
            return Files.readString(root().resolve("docs").resolve(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
