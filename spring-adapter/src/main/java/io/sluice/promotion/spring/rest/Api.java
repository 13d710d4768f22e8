package io.sluice.promotion.spring.rest;

import static io.sluice.promotion.spring.rest.Refusal.refuse;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.spi.IdentityDirectory;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.RequestPath;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** All operations under one base path. Whatever is asked for under it gets an answer from here. */
public final class Api implements RouterFunction<ServerResponse> {
    private record Place(PathPattern pattern, Map<String, Route> methods) {}

    private final String basePath;
    private final PathPattern all;
    private final List<Place> places;
    private final List<Route> routes;
    private final Call.Surroundings around;

    /**
     * The operations of these features.
     *
     * @param basePath such as {@code /api/v1}, without a slash at its end
     * @param sluice whose doors are behind it
     * @param directory knows which person an account belongs to
     * @param callers knows who calls
     */
    public Api(String basePath, Sluice sluice, IdentityDirectory directory, Callers callers, List<Feature> features) {
        this.basePath = basePath;
        this.all = PathPatternParser.defaultInstance.parse(basePath + "/**");
        this.around = new Call.Surroundings(sluice, directory, callers);
        Routes collected = new Routes();
        features.forEach(feature -> feature.routes(collected));
        this.routes = collected.all();
        this.places = places(basePath, routes);
    }

    /** Every operation as its method and path, such as {@code GET /session}, in order. */
    public List<String> operations() {
        return routes.stream()
                .map(route -> route.method() + " " + route.path())
                .sorted()
                .toList();
    }

    /** The query parameters that an operation takes. */
    public List<String> queries(String operation) {
        return routes.stream()
                .filter(route -> operation.equals(route.method() + " " + route.path()))
                .flatMap(route -> route.queries().stream())
                .toList();
    }

    /** Whether a call is one of these, or would be if there were such an operation. */
    boolean covers(HttpServletRequest request) {
        RequestPath path = ServletRequestPathUtils.hasParsedRequestPath(request)
                ? ServletRequestPathUtils.getParsedRequestPath(request)
                : ServletRequestPathUtils.parseAndCache(request);
        return all.matches(path.pathWithinApplication());
    }

    @Override
    public Optional<HandlerFunction<ServerResponse>> route(ServerRequest request) {
        RequestPath path = request.requestPath();
        PathContainer inside = path.pathWithinApplication();
        if (!all.matches(inside)) {
            return Optional.empty();
        }
        HttpServletRequest http = request.servletRequest();
        String base = path.contextPath().value() + basePath;
        for (Place place : places) {
            PathPattern.PathMatchInfo match = place.pattern().matchAndExtract(inside);
            if (match != null && match.getMatrixVariables().isEmpty()) {
                http.setAttribute(RouterFunctions.MATCHING_PATTERN_ATTRIBUTE, place.pattern());
                return Optional.of(asked -> at(place, http, match.getUriVariables(), base));
            }
        }
        http.setAttribute(RouterFunctions.MATCHING_PATTERN_ATTRIBUTE, all);
        return Optional.of(asked ->
                Responses.of(Problems.answer(refuse("notFound", 404, "There is nothing under this address.")), http));
    }

    private ServerResponse at(Place place, HttpServletRequest http, Map<String, String> path, String base) {
        String method = http.getMethod().equals("HEAD") ? "GET" : http.getMethod();
        Route route = place.methods().get(method);
        if (route != null) {
            return serve(http, route, path, base);
        }
        String allowed = allowed(place);
        return Responses.of(
                method.equals("OPTIONS")
                        ? Answer.nothing().with("Allow", allowed)
                        : Problems.answer(refuse("method.notAllowed", 405, "Possible here: " + allowed + ".")
                                .with("Allow", allowed)),
                http);
    }

    private ServerResponse serve(HttpServletRequest http, Route route, Map<String, String> path, String base) {
        try {
            Wire.require(http, route);
            Call call = new Call(http, route, path, base, around);
            if (route.isOpen()) {
                return Responses.of(route.handler().handle(call), http);
            }
            call.actor();
            if (route.writes()) {
                call.requireKey();
            }
            Answer answer = route.handler().handle(call);
            call.namePeople();
            return Responses.of(answer, http);
        } catch (RuntimeException e) {
            return Responses.of(Problems.answer(e), http);
        }
    }

    private static String allowed(Place place) {
        TreeSet<String> methods = new TreeSet<>(place.methods().keySet());
        methods.add("OPTIONS");
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return String.join(", ", methods);
    }

    private static List<Place> places(String basePath, List<Route> routes) {
        Map<String, Map<String, Route>> byPath = new LinkedHashMap<>();
        for (Route route : routes) {
            Route twin = byPath.computeIfAbsent(route.path(), path -> new TreeMap<>())
                    .put(route.method(), route);
            if (twin != null) {
                throw new IllegalStateException("There are two operations " + route.method() + " " + route.path());
            }
        }
        List<Place> places = new ArrayList<>();
        byPath.forEach((path, methods) ->
                places.add(new Place(PathPatternParser.defaultInstance.parse(basePath + path), methods)));
        places.sort(Comparator.comparing(Place::pattern));
        return List.copyOf(places);
    }
}
