package io.sluice.promotion.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The project's Markdown files, and the code they show. A snippet is a piece of a test's source between the lines
 * {@code // snippet: name} and {@code // end of snippet}; what a page shows is compiled and run that way.
 */
public final class Documentation {
    private static final Pattern SNIPPET =
            Pattern.compile("(?m)^ *// snippet: [\\w-]+\n(.*?)\n *// end of snippet$", Pattern.DOTALL);
    private static final Set<String> NOT_OURS = Set.of("target", "node_modules");

    private Documentation() {}

    /** The folder that holds the whole project, whichever module's tests run. */
    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("docs")) || !Files.isDirectory(folder.resolve("promotion-core"))) {
            Path above = folder.getParent();
            if (above == null) {
                throw new IllegalStateException("These tests run inside the project only.");
            }
            folder = above;
        }
        return folder;
    }

    /** The text of a file, named from the project's root. */
    public static String read(String file) {
        try {
            return Files.readString(root().resolve(file)).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All Markdown files of the project. */
    public static List<Path> pages() {
        return below(root(), ".md");
    }

    /** All files with this ending below a folder, build output left out. */
    public static List<Path> below(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ending))
                    .filter(file -> Stream.iterate(file, each -> each != null, Path::getParent)
                            .map(each -> String.valueOf(each.getFileName()))
                            .noneMatch(NOT_OURS::contains))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The fenced blocks of one language that a page shows, in order. */
    public static List<String> blocks(String page, String language) {
        Matcher block = Pattern.compile("(?m)^```" + language + "\n(.*?)\n```$", Pattern.DOTALL)
                .matcher(read(page));
        List<String> blocks = new ArrayList<>();
        while (block.find()) {
            blocks.add(block.group(1));
        }
        return blocks;
    }

    /** The snippets in these sources, in order, moved to the left margin. */
    public static List<String> snippets(String... sources) {
        List<String> snippets = new ArrayList<>();
        for (String source : sources) {
            Matcher snippet = SNIPPET.matcher(read(source));
            while (snippet.find()) {
                snippets.add(atMargin(snippet.group(1)));
            }
        }
        return snippets;
    }

    private static String atMargin(String code) {
        int margin = code.lines()
                .filter(line -> !line.isBlank())
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .min()
                .orElse(0);
        return code.lines()
                .map(line -> line.isBlank() ? "" : line.substring(margin))
                .collect(Collectors.joining("\n"));
    }
}
