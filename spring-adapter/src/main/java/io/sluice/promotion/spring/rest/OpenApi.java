package io.sluice.promotion.spring.rest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The description of the API that is in the jar. */
public final class OpenApi {
    private static final String FILE = "/io/sluice/promotion/spring/openapi.yaml";
    private static final String STANDARD_BASE = "- url: /api/v1\n";

    private OpenApi() {}

    /** The description, for an API under this path. */
    public static String under(String basePath) {
        return text().replace(STANDARD_BASE, "- url: " + basePath + "\n");
    }

    private static String text() {
        try (InputStream file = Objects.requireNonNull(OpenApi.class.getResourceAsStream(FILE), FILE)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
