package io.sluice.example.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Draws the pictures of the designer guide anew from the process files and compares them with those in the docs. */
class RulePicturesTest {
    private static final Path TOOL = Path.of("target/picture");
    private static final Path DRAWN = Path.of("target/pictures");
    private static final Path DOCS = Path.of("../../docs/pictures");

    /** How words are spaced and broken into lines depends on the fonts of the machine; what they are does not. */
    private static final Pattern TEXT = Pattern.compile("<text[^>]*>(.*?)</text>", Pattern.DOTALL);

    private static final Pattern MARKUP_OR_SPACE = Pattern.compile("<[^>]*>|\\s");

    @Test
    void thePicturesOfTheGuideShowTheFilesAsTheyAre() throws IOException, InterruptedException {
        Files.createDirectories(DRAWN.resolve("rules"));
        Path orders = Files.writeString(Path.of("target/pictures.json"), RulePictures.orders());

        draw(orders);

        Map<String, String> kept = pictures(DOCS);
        Map<String, String> drawn = pictures(DRAWN);
        assertThat(drawn.keySet())
                .filteredOn(name -> !drawn.get(name).equals(kept.get(name)))
                .as("If the files are right, copy what is in examples/custom-process/target/pictures to docs/pictures")
                .isEmpty();
        assertThat(kept.keySet())
                .filteredOn(name -> name.startsWith("rules/"))
                .as("Pictures that no process file stands behind are to be removed")
                .isSubsetOf(drawn.keySet());
    }

    private static void draw(Path orders) throws IOException, InterruptedException {
        Process node = new ProcessBuilder(
                        "node",
                        TOOL.resolve("pictures.mjs").toAbsolutePath().toString(),
                        orders.toAbsolutePath().toString(),
                        DRAWN.toAbsolutePath().toString())
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target/pictures.log").toFile())
                .start();
        boolean ended = node.waitFor(5, TimeUnit.MINUTES);
        if (!ended) {
            node.destroyForcibly();
        }
        assertThat(ended && node.exitValue() == 0)
                .as(Files.readString(Path.of("target/pictures.log"), UTF_8))
                .isTrue();
    }

    private static Map<String, String> pictures(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".svg"))
                    .collect(Collectors.toMap(
                            file -> folder.relativize(file).toString(),
                            RulePicturesTest::shown,
                            (one, two) -> one,
                            TreeMap::new));
        }
    }

    private static String shown(Path picture) {
        try {
            return TEXT.matcher(Files.readString(picture))
                    .replaceAll(text -> "<text>"
                            + MARKUP_OR_SPACE
                                    .matcher(text.group(1))
                                    .replaceAll("")
                                    .replace("$", "\\$") + "</text>");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
