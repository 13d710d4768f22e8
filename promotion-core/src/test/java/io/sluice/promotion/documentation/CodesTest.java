package io.sluice.promotion.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CodesTest {
    private static final String CODE = "\"([a-z]\\w*\\.\\w+)\"";
    /** A code stands first in what is thrown or answered, or second behind the field. */
    private static final Pattern FIRST_OR_SECOND = Pattern.compile(
            "(?:new (?:\\w+\\.)?(?:Conflict|Forbidden|Unavailable|InvalidInput)Exception|MayNot|new Blocker|\\brefuse"
                    + "|\\bnever|\\brerun|\\binvalid|\\brequirePresent)\\(\\s*"
                    + "(?:(?:\"[^\"]*\"|[^,\"()]+|[\\w.]+\\([^()]*\\)),\\s*){0,2}?" + CODE);

    private static final Pattern EITHER = Pattern.compile("\\?\\s*" + CODE + "\\s*:\\s*" + CODE + ",");
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
            Matcher thrown = FIRST_OR_SECOND.matcher(source);
            while (thrown.find()) {
                codes.add(thrown.group(1));
            }
            Matcher either = EITHER.matcher(source);
            while (either.find()) {
                codes.add(either.group(1));
                codes.add(either.group(2));
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
        return Documentation.below(Documentation.root(), ".java").stream()
                .filter(file -> file.toString().replace('\\', '/').contains("/src/main/java/io/sluice/promotion/"))
                .toList();
    }
}
