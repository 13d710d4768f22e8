package io.sluice.promotion.report;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * One file that a build tool wrote about a version.
 *
 * @param name what people call it, such as {@code TEST-io.acme.ParserTest.xml}
 * @param content its bytes, opened anew each time it is read
 * @param link where a person finds it, may be empty
 */
public record Report(String name, Content content, String link) {
    /** Where the bytes come from. */
    @FunctionalInterface
    public interface Content {
        /** Opens the file; the reader closes it. Throwing is a technical fault: the check is tried again. */
        InputStream open() throws IOException;
    }

    /** A report that is already in memory. */
    public static Report of(String name, byte[] content, String link) {
        byte[] copy = content.clone();
        return new Report(name, () -> new ByteArrayInputStream(copy), link);
    }
}
