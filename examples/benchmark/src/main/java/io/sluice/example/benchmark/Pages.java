package io.sluice.example.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The pages of the documentation that show what was measured. What lies between the two markers of a part is replaced; what
 * people wrote around it stays.
 */
public final class Pages {
    private static final List<String> PAGES = List.of("performance.md", "operations.md");

    private final Path folder;
    private final Path pictures;

    /**
     * Pages of this documentation.
     *
     * @param folder with the pages and the folder {@code pictures}
     */
    public Pages(Path folder) {
        this.folder = folder;
        this.pictures = folder.resolve("pictures").resolve("performance");
    }

    /** Puts a report in; throws when no page has a place for one of its parts. */
    public void write(Report report, String circumstances) {
        try {
            for (Map.Entry<String, String> section : report.sections().entrySet()) {
                write(section.getKey(), circumstances + "\n\n" + section.getValue());
            }
            Files.createDirectories(pictures);
            for (Map.Entry<String, String> picture : report.pictures().entrySet()) {
                Files.writeString(pictures.resolve(picture.getKey() + ".svg"), picture.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String part, String content) throws IOException {
        for (String name : PAGES) {
            Path page = folder.resolve(name);
            String text = Files.exists(page) ? Files.readString(page) : "";
            if (text.contains(begin(part))) {
                Files.writeString(page, replaced(text, part, content));
                return;
            }
        }
        throw nowhere(part);
    }

    private static String begin(String part) {
        return "<!-- measured: " + part + " -->\n";
    }

    private static String end(String part) {
        return "<!-- end: " + part + " -->";
    }

    private static IllegalStateException nowhere(String part) {
        return new IllegalStateException(
                "No page has a place for " + part + ": " + begin(part).strip() + " … " + end(part));
    }

    /** The text with something else between the markers of a part; throws when it has none. */
    static String replaced(String text, String part, String content) {
        String begin = begin(part);
        int from = text.indexOf(begin);
        int to = text.indexOf(end(part));
        if (from < 0 || to < from) {
            throw nowhere(part);
        }
        return text.substring(0, from + begin.length()) + "\n" + content.strip() + "\n\n" + text.substring(to);
    }
}
