package io.sluice.promotion.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LinksTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$|`[^`\n]*`");

    @Test
    void leadSomewhere() {
        List<String> dead = new ArrayList<>();
        for (Path page : Documentation.pages()) {
            for (String link : links(page)) {
                if (!leadsSomewhere(page, link)) {
                    dead.add(Documentation.root().relativize(page) + " → " + link);
                }
            }
        }

        assertThat(dead).isEmpty();
    }

    @Test
    void pagesOfTheDocumentationAreReachedFromItsIndex() {
        Path index = Documentation.root().resolve("docs/README.md");
        Set<Path> reached = new HashSet<>(Set.of(index));
        List<Path> open = new ArrayList<>(List.of(index));
        while (!open.isEmpty()) {
            Path page = open.remove(0);
            for (String link : links(page)) {
                Path target = page.resolveSibling(link.split("#", 2)[0]).normalize();
                if (target.toString().endsWith(".md") && Files.exists(target) && reached.add(target)) {
                    open.add(target);
                }
            }
        }

        assertThat(reached).containsAll(Documentation.below(Documentation.root().resolve("docs"), ".md"));
    }

    private static List<String> links(Path page) {
        Matcher link = LINK.matcher(CODE.matcher(text(page)).replaceAll("``"));
        List<String> links = new ArrayList<>();
        while (link.find()) {
            if (!link.group(1).contains("://")) {
                links.add(link.group(1));
            }
        }
        return links;
    }

    private static boolean leadsSomewhere(Path page, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        return Files.exists(target) && (parts.length == 1 || anchors(target).contains(parts[1]));
    }

    /** The anchors that renderers of Markdown make of headings. */
    private static Set<String> anchors(Path page) {
        Set<String> anchors = new HashSet<>();
        Matcher heading = HEADING.matcher(text(page));
        while (heading.find()) {
            anchors.add(heading.group(1)
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-'));
        }
        return anchors;
    }

    private static String text(Path page) {
        return Documentation.read(page.toString());
    }
}
