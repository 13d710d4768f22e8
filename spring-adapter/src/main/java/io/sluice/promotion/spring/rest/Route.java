package io.sluice.promotion.spring.rest;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One operation of the API. What it does not say it takes is refused. Set up at start, not changed afterwards. */
public final class Route {
    static final String JSON = "application/json";
    static final int STANDARD_SIZE = 1 << 20;

    private final String method;
    private final String path;
    private final Handler handler;
    private final Set<String> queries = new LinkedHashSet<>();
    private List<String> contentTypes = List.of(JSON);
    private int size = STANDARD_SIZE;
    private boolean open;

    Route(String method, String path, Handler handler) {
        this.method = method;
        this.path = path;
        this.handler = handler;
    }

    /** Takes these query parameters, each at most once. */
    public Route query(String... names) {
        queries.addAll(List.of(names));
        return this;
    }

    /** Answers in pages: takes {@code cursor} and {@code limit}. */
    public Route paged() {
        return query("cursor", "limit");
    }

    /** Takes a body of these media types instead of JSON. */
    public Route consumes(String... types) {
        contentTypes = List.of(types);
        return this;
    }

    /** Takes a body of up to so many bytes instead of 1 MiB. */
    public Route upTo(int bytes) {
        size = bytes;
        return this;
    }

    /** Answers callers who are not signed in as well. */
    public Route open() {
        open = true;
        return this;
    }

    boolean writes() {
        return !method.equals("GET");
    }

    String method() {
        return method;
    }

    String path() {
        return path;
    }

    Handler handler() {
        return handler;
    }

    Set<String> queries() {
        return queries;
    }

    List<String> contentTypes() {
        return contentTypes;
    }

    int size() {
        return size;
    }

    boolean isOpen() {
        return open;
    }
}
