package io.sluice.example.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The page of the documentation that shows what was measured. What lies between the two markers of a part is replaced; what
 * people wrote around it stays.
 */
public final class Pages {
    private final Path page;
    private final Path pictures;

    /**
     * Pages of this documentation.
     *
     * @param folder with {@code performance.md} and the folder {@code pictures}
     */
    public Pages(Path folder) {
        this.page = folder.resolve("performance.md");
        this.pictures = folder.resolve("pictures").resolve("performance");
    }

    /** Puts a report in. */
    public void write(Report report, String circumstances) {
        try {
            String text = Files.readString(page);
            for (Map.Entry<String, String> section : report.sections().entrySet()) {
                text = replaced(text, section.getKey(), circumstances + "\n\n" + section.getValue());
            }
            Files.writeString(page, text);
            Files.createDirectories(pictures);
            for (Map.Entry<String, String> picture : report.pictures().entrySet()) {
                Files.writeString(pictures.resolve(picture.getKey() + ".svg"), picture.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text with something else between the markers of a part; throws when it has none. */
    static String replaced(String text, String part, String content) {
        String begin = "<!-- measured: " + part + " -->\n";
        String end = "<!-- end: " + part + " -->";
        int from = text.indexOf(begin);
        int to = text.indexOf(end);
        if (from < 0 || to < from) {
            throw new IllegalStateException("The page has no place for " + part + ": " + begin.strip() + " … " + end);
        }
        return text.substring(0, from + begin.length()) + "\n" + content.strip() + "\n\n" + text.substring(to);
    }
}
