package io.sluice.promotion.spring.rest;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What an operation answers. Immutable. */
public final class Answer {
    /** Writes a body piece by piece. */
    public interface Writer {
        /** Writes all of it. What is thrown before the first byte becomes a problem. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** What stands in the body. */
    sealed interface Body {
        /** Nothing. */
        record Empty() implements Body {}

        /** A record, as JSON. */
        record Json(Object value) implements Body {}

        /** Text of another media type, in UTF-8. */
        record File(String text) implements Body {}

        /** What is too long to be held. */
        record Stream(Writer writer) implements Body {}
    }

    private final int status;
    private final String type;
    private final Body body;
    private final Optional<Tag> tag;
    private final boolean comparable;
    private final Map<String, String> headers;

    private Answer(
            int status, String type, Body body, Optional<Tag> tag, boolean comparable, Map<String, String> headers) {
        this.status = status;
        this.type = type;
        this.body = body;
        this.tag = tag;
        this.comparable = comparable;
        this.headers = headers;
    }

    /** Shows something; callers who poll can send its ETag and get 304 when nothing has changed. */
    public static Answer shown(Object value) {
        return new Answer(200, Route.JSON, new Body.Json(value), Optional.empty(), true, Map.of());
    }

    /** Shows something whose state can be changed with {@code If-Match}. */
    public static Answer shown(Object value, Tag tag) {
        return new Answer(200, Route.JSON, new Body.Json(value), Optional.of(tag), true, Map.of());
    }

    /** Something was done. */
    public static Answer done(Object value) {
        return new Answer(200, Route.JSON, new Body.Json(value), Optional.empty(), false, Map.of());
    }

    /** Something was done, after which this is the state. */
    public static Answer done(Object value, Tag tag) {
        return new Answer(200, Route.JSON, new Body.Json(value), Optional.of(tag), false, Map.of());
    }

    /** Something was made, which is to be found there: {@link Call#link}. */
    public static Answer created(String location, Object value) {
        return new Answer(201, Route.JSON, new Body.Json(value), Optional.empty(), false, Map.of("Location", location));
    }

    /** Something was done, and there is nothing to say about it. */
    public static Answer nothing() {
        return new Answer(204, "", new Body.Empty(), Optional.empty(), false, Map.of());
    }

    /** A small text file, in UTF-8. */
    public static Answer file(String type, String text) {
        return new Answer(200, type, new Body.File(text), Optional.empty(), true, Map.of());
    }

    /** A file that may be long, for download under this name: letters, digits, dot and hyphen. */
    public static Answer download(String type, String name, Writer writer) {
        Map<String, String> headers = Map.of("Content-Disposition", "attachment; filename=\"" + name + "\"");
        return new Answer(200, type, new Body.Stream(writer), Optional.empty(), false, headers);
    }

    static Answer problem(Problem problem, Map<String, String> headers) {
        return new Answer(
                problem.status(), Problem.MEDIA_TYPE, new Body.Json(problem), Optional.empty(), false, headers);
    }

    /** The same with another state: of what was made, for the next change. */
    public Answer tagged(Tag value) {
        return new Answer(status, type, body, Optional.of(value), comparable, headers);
    }

    /** The same with one more header. */
    public Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, type, body, tag, comparable, Map.copyOf(more));
    }

    int status() {
        return status;
    }

    String type() {
        return type;
    }

    Body body() {
        return body;
    }

    Optional<Tag> tag() {
        return tag;
    }

    /** Whether a caller who polls may compare it. */
    boolean isComparable() {
        return comparable;
    }

    Map<String, String> headers() {
        return headers;
    }
}
