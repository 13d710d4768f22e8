package io.sluice.promotion.spring.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/rest.md shows is there. */
class GuideTest {
    private static final Pattern SHELL = Pattern.compile("(?s)```sh\\n(.*?)```");
    private static final Pattern START = Pattern.compile("(?m)^curl ");
    private static final Pattern ADDRESS = Pattern.compile("https://host\\.example/api/v1([^\\s'?]*)");
    private static final Pattern BODY = Pattern.compile("(?s)-d '([^']*)'");

    private final Contract contract = Contract.load();

    @Test
    void everyCallIsAnOperation() {
        List<String> calls = calls();

        assertThat(calls).hasSizeGreaterThan(5).allSatisfy(call -> {
            String path = found(ADDRESS, call).replace("01HV…", "x");
            String method = call.contains("-d '") ? "POST" : "GET";
            assertThat(contract.operations().values())
                    .anyMatch(operation -> operation.method().equals(method) && operation.matches(path));
        });
    }

    @Test
    void everyBodyIsJson() {
        List<String> bodies = calls().stream()
                .filter(call -> call.contains("-d '"))
                .map(call -> found(BODY, call))
                .toList();

        assertThat(bodies)
                .hasSizeGreaterThan(2)
                .allSatisfy(body ->
                        assertThat(new ObjectMapper().readTree(body).isObject()).isTrue());
    }

    /** What begins with curl in the blocks of shell. */
    private static List<String> calls() {
        return SHELL.matcher(guide())
                .results()
                .map(block -> block.group(1))
                .flatMap(block -> START.splitAsStream(block))
                .filter(call -> !call.isBlank())
                .toList();
    }

    private static String found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .findFirst()
                .map(found -> found.group(1))
                .orElseThrow(() -> new AssertionError(text));
    }

    private static String guide() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path guide = folder.resolve("docs/rest.md");
            if (Files.exists(guide)) {
                try {
                    return Files.readString(guide);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        throw new AssertionError("docs/rest.md is not there.");
    }
}
