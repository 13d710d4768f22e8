package io.sluice.promotion.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CodesTest {
    private static final String CODE = "\"([a-z]\\w*\\.\\w+)\"";
    private static final String ARGUMENT = "(?:\"[^\"]*\"|[^,\"()]+|[\\w.]+\\([^()]*\\)),\\s*";
    /** What is thrown or answered begins with its code; behind the field when it is about input. */
    private static final List<Pattern> USES = List.of(
            Pattern.compile(
                    "(?:new (?:\\w+\\.)?(?:Conflict|Forbidden|Unavailable)Exception|MayNot|new Blocker|\\brefuse"
                            + "|\\bnever|\\brerun)\\(\\s*" + CODE),
            Pattern.compile("(?:new InvalidInputException|\\binvalid)\\(\\s*" + ARGUMENT + CODE),
            Pattern.compile("\\bfound(?:,|\\.(?:refuse|say)\\()\\s*(?:" + ARGUMENT + ")?" + CODE),
            Pattern.compile("\\brequirePresent\\(\\s*" + ARGUMENT + ARGUMENT + CODE),
            Pattern.compile("new Blocker\\([^\"]*\\?\\s*" + CODE),
            Pattern.compile("new Blocker\\([^\"]*\\?\\s*\"[^\"]*\"\\s*:\\s*" + CODE));

    private static final Pattern SHOWN = Pattern.compile("(?m)^\\| ((?:`[\\w.]+`(?:, )?)+) \\|");

    @Test
    void eachCodeOfTheSourcesHasAnEntry() {
        assertThat(documented()).containsAll(inSources());
    }

    @Test
    void findsTheCodesThatAreWrittenInUnusualPlaces() {
        assertThat(inSources())
                .contains("check.error", "name.required", "approval.role", "bpmn.timer", "schema.tooNew")
                .hasSizeGreaterThan(130);
    }

    @Test
    void eachEntryIsStillInTheSources() {
        StringBuilder sources = new StringBuilder();
        sources().forEach(file -> sources.append(Documentation.read(file.toString())));

        assertThat(documented())
                .filteredOn(code -> code.contains("."))
                .allSatisfy(code -> assertThat(sources).contains("\"" + code + "\""));
    }

    private static Set<String> inSources() {
        Set<String> codes = new TreeSet<>();
        for (Path file : sources()) {
            String source = Documentation.read(file.toString());
            for (Pattern use : USES) {
                Matcher code = use.matcher(source);
                while (code.find()) {
                    codes.add(code.group(1));
                }
            }
        }
        return codes;
    }

    private static Set<String> documented() {
        Set<String> codes = new TreeSet<>();
        Matcher row = SHOWN.matcher(Documentation.read("docs/codes.md"));
        while (row.find()) {
            for (String code : row.group(1).split(", ", -1)) {
                codes.add(code.substring(1, code.length() - 1));
            }
        }
        return codes;
    }

    private static List<Path> sources() {
        return Stream.of("promotion-core", "promotion-bpmn", "spring-adapter")
                .map(module -> Documentation.root().resolve(module).resolve("src/main"))
                .flatMap(folder -> Documentation.below(folder, ".java").stream())
                .toList();
    }
}
