package io.sluice.promotion.spring.ui;

import static org.springframework.web.servlet.function.RequestPredicates.methods;
import static org.springframework.web.servlet.function.RequestPredicates.path;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Answers for everything below the base path of the screens. */
final class UiRoutes {
    private static final RequestPredicate READS = methods(HttpMethod.GET, HttpMethod.HEAD);
    private static final String NOSNIFF = "X-Content-Type-Options";

    private final Assets assets;
    private final String base;
    private final String api;

    UiRoutes(Assets assets, String base, String api) {
        this.assets = assets;
        this.base = base;
        this.api = api;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .route(READS.and(path(base)), this::toIndex)
                .route(READS.and(path(base + "/")), this::index)
                .route(READS.and(path(base + "/{*file}")), this::file)
                .build();
    }

    /** The page names its files relative to itself, which needs the slash at the end. */
    private ServerResponse toIndex(ServerRequest request) {
        return ServerResponse.status(302)
                .location(URI.create(request.requestPath().contextPath().value() + base + "/"))
                .build();
    }

    private ServerResponse index(ServerRequest request) {
        String page = IndexPage.of(request.requestPath().contextPath().value() + api, languages(request));
        return ServerResponse.ok()
                .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
                .cacheControl(CacheControl.noCache())
                .varyBy(HttpHeaders.ACCEPT_LANGUAGE)
                .header("Content-Security-Policy", IndexPage.POLICY)
                .header("Referrer-Policy", "same-origin")
                .header(NOSNIFF, "nosniff")
                .body(page);
    }

    private ServerResponse file(ServerRequest request) {
        String name = request.pathVariable("file").substring(1);
        return assets.find(name)
                .map(asset -> answer(asset, request))
                .orElseGet(() -> ServerResponse.notFound().build());
    }

    private ServerResponse answer(Asset asset, ServerRequest request) {
        boolean gzip = acceptsGzip(request);
        String etag = asset.etag(gzip);
        boolean known = request.headers().header(HttpHeaders.IF_NONE_MATCH).stream()
                .flatMap(tags -> List.of(tags.split(",")).stream())
                .map(tag -> tag.strip().replaceFirst("^W/", ""))
                .anyMatch(tag -> tag.equals(etag) || tag.equals("*"));
        ServerResponse.BodyBuilder answer = ServerResponse.status(known ? 304 : 200)
                .eTag(etag)
                .cacheControl(asset.caching())
                .varyBy(HttpHeaders.ACCEPT_ENCODING)
                .header(NOSNIFF, "nosniff");
        if (known) {
            return answer.build();
        }
        if (gzip) {
            answer.header(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        byte[] body = asset.body(gzip);
        return answer.contentType(asset.type()).contentLength(body.length).body(body);
    }

    private static boolean acceptsGzip(ServerRequest request) {
        return request.headers().header(HttpHeaders.ACCEPT_ENCODING).stream()
                .flatMap(codings -> List.of(codings.split(",")).stream())
                .map(String::strip)
                .anyMatch(coding -> coding.matches("gzip(\\s*;\\s*q=(1(\\.0*)?|0?\\.\\d*[1-9]\\d*))?"));
    }

    private static List<Locale.LanguageRange> languages(ServerRequest request) {
        try {
            return request.headers().acceptLanguage();
        } catch (IllegalArgumentException malformed) {
            return List.of();
        }
    }
}
