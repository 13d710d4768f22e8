package io.sluice.promotion.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The threat model has every case once, and every test that it names as a proof exists. */
class ThreatModelTest {
    private static final String PAGE = Documentation.read("docs/threat-model.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\|.*\\| (.+) \\|$");
    private static final Pattern PROOF = Pattern.compile("`(\\w+)\\.(\\w+)`");
    private static final Pattern METHOD = Pattern.compile("(?m)^    (?:void|Stream<DynamicTest>) (\\w+)\\(");
    private static final List<String> TESTS = List.of("@Test", "@TestFactory", "@ParameterizedTest", "@RepeatedTest");

    private final Map<String, String> sources = sources();

    @Test
    void hasEveryAbuseCaseOnce() {
        assertThat(numbers("Abuse cases")).containsExactlyElementsOf(upTo(60));
    }

    @Test
    void hasEveryBadInputOnce() {
        assertThat(numbers("Bad input")).containsExactlyElementsOf(upTo(97));
    }

    @Test
    void namesOnlyTestsThatExist() {
        Matcher row = ROW.matcher(PAGE);
        while (row.find()) {
            List<String> proofs = new ArrayList<>();
            Matcher proof = PROOF.matcher(row.group(2));
            while (proof.find()) {
                proofs.add(proof.group());
                assertThat(tests(proof.group(1))).as("No. " + row.group(1)).contains(proof.group(2));
            }
            assertThat(proofs).as("proofs of No. " + row.group(1)).isNotEmpty();
        }
    }

    private List<String> tests(String type) {
        String source = sources.getOrDefault(type, "");
        List<String> tests = new ArrayList<>();
        Matcher method = METHOD.matcher(source);
        while (method.find()) {
            String before =
                    source.substring(Math.max(0, source.lastIndexOf("\n    }\n", method.start())), method.start());
            if (TESTS.stream().anyMatch(before::contains)) {
                tests.add(method.group(1));
            }
        }
        return tests;
    }

    private static List<Integer> numbers(String section) {
        int begin = PAGE.indexOf("\n## " + section + "\n");
        assertThat(begin).as(section).isPositive();
        List<Integer> numbers = new ArrayList<>();
        Matcher row = ROW.matcher(PAGE.substring(begin, PAGE.indexOf("\n## ", begin + 4)));
        while (row.find()) {
            numbers.add(Integer.valueOf(row.group(1)));
        }
        return numbers;
    }

    private static List<Integer> upTo(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }

    private static Map<String, String> sources() {
        Map<String, String> sources = new TreeMap<>();
        Stream.of("promotion-core", "promotion-bpmn")
                .map(module -> Documentation.root().resolve(module).resolve("src/test"))
                .flatMap(folder -> Documentation.below(folder, ".java").stream())
                .map(Path::toString)
                .forEach(file -> sources.put(
                        Path.of(file).getFileName().toString().replace(".java", ""), Documentation.read(file)));
        return sources;
    }
}
