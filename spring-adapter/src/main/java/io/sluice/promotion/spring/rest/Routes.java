package io.sluice.promotion.spring.rest;

import java.util.ArrayList;
import java.util.List;

/** Collects the routes of all features. Paths are relative to the API's base path. */
public final class Routes {
    /** What lies under it belongs to one organization. */
    public static final String ORGANIZATION = "/organizations/{organization}";

    private final List<Route> routes = new ArrayList<>();

    /** Reads; {@code HEAD} comes with it. */
    public Route get(String path, Handler handler) {
        return add("GET", path, handler);
    }

    /** Makes something or does something. */
    public Route post(String path, Handler handler) {
        return add("POST", path, handler);
    }

    /** Puts another state in the place of the present one. */
    public Route put(String path, Handler handler) {
        return add("PUT", path, handler);
    }

    /** Changes parts of a state. */
    public Route patch(String path, Handler handler) {
        return add("PATCH", path, handler);
    }

    /** Removes. */
    public Route delete(String path, Handler handler) {
        return add("DELETE", path, handler);
    }

    List<Route> all() {
        return List.copyOf(routes);
    }

    private Route add(String method, String path, Handler handler) {
        Route route = new Route(method, path, handler);
        routes.add(route);
        return route;
    }
}
