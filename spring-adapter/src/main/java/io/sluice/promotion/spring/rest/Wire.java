package io.sluice.promotion.spring.rest;

import static io.sluice.promotion.spring.rest.Refusal.refuse;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** What HTTP itself says about a call. */
final class Wire {
    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.GERMAN);
    private static final List<String> OVERRIDES =
            List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override");

    private Wire() {}

    /** Refuses what a page of another site, or a proxy's trick, could send in the name of somebody who is signed in. */
    static void require(HttpServletRequest request, Route route) {
        for (String header : OVERRIDES) {
            if (request.getHeader(header) != null) {
                throw refuse("method.override", 400, header, "The method of a call is the one that it is sent with.");
            }
        }
        if (!route.writes()) {
            return;
        }
        if ("cross-site".equalsIgnoreCase(request.getHeader("Sec-Fetch-Site"))) {
            throw refuse("request.crossSite", 403, "A page of another site must not change anything here.");
        }
        requireType(request, route);
    }

    static byte[] body(HttpServletRequest request, int limit) {
        if (request.getContentLengthLong() > limit) {
            throw tooLarge(limit);
        }
        try {
            byte[] bytes = request.getInputStream().readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw tooLarge(limit);
            }
            return bytes;
        } catch (IOException e) {
            throw refuse("body.incomplete", 400, "The body did not arrive as a whole.");
        }
    }

    static String mediaType(HttpServletRequest request) {
        MediaType sent = parsed(request.getContentType());
        return sent == null ? "" : sent.getType() + "/" + sent.getSubtype();
    }

    static Locale language(HttpServletRequest request) {
        String wanted = request.getHeader("Accept-Language");
        if (wanted == null || wanted.length() > 500) {
            return Locale.ENGLISH;
        }
        try {
            Locale found = Locale.lookup(Locale.LanguageRange.parse(wanted), LANGUAGES);
            return found == null ? Locale.ENGLISH : found;
        } catch (IllegalArgumentException e) {
            return Locale.ENGLISH;
        }
    }

    private static void requireType(HttpServletRequest request, Route route) {
        if (request.getHeader("Content-Encoding") != null) {
            throw refuse("contentEncoding.unsupported", 415, "Content-Encoding", "Send the body as it is, not packed.");
        }
        boolean empty = request.getContentLengthLong() <= 0 && request.getHeader("Transfer-Encoding") == null;
        if (request.getContentType() == null && empty) {
            return;
        }
        MediaType sent = parsed(request.getContentType());
        boolean known = sent != null && route.contentTypes().contains(mediaType(request));
        boolean readable =
                sent != null && (sent.getCharset() == null || sent.getCharset().equals(StandardCharsets.UTF_8));
        if (!known || !readable) {
            String types = String.join(" or ", route.contentTypes());
            throw refuse("contentType.unsupported", 415, "Content-Type", "Send the body as " + types + " in UTF-8.")
                    .with("Accept", String.join(", ", route.contentTypes()));
        }
    }

    private static @Nullable MediaType parsed(@Nullable String type) {
        try {
            return type == null ? null : MediaType.parseMediaType(type);
        } catch (InvalidMediaTypeException e) {
            return null;
        }
    }

    private static Refusal tooLarge(int limit) {
        return refuse("body.tooLarge", 413, "The body may have " + limit + " bytes at most.");
    }
}
