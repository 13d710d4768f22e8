package io.sluice.promotion.spring.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.ServerResponse;

/** Writes answers, every one of them with the headers that keep it private and as what it is. */
final class Responses {
    private Responses() {}

    static ServerResponse of(Answer answer, HttpServletRequest request) {
        if (answer.body() instanceof Answer.Body.Stream stream) {
            return headed(answer, answer.status(), Optional.empty(), request)
                    .build((asked, response) -> stream(answer, stream.writer(), asked, response));
        }
        byte[] bytes = bytes(answer);
        Optional<String> etag = etag(answer, bytes);
        boolean known = answer.isComparable()
                && etag.filter(tag -> isKnown(tag, request)).isPresent();
        return headed(answer, known ? 304 : answer.status(), etag, request)
                .build((asked, response) -> known ? null : write(answer, bytes, asked, response));
    }

    private static byte[] bytes(Answer answer) {
        if (answer.body() instanceof Answer.Body.Json json) {
            return ApiJson.write(json.value());
        }
        return answer.body() instanceof Answer.Body.File file
                ? file.text().getBytes(StandardCharsets.UTF_8)
                : new byte[0];
    }

    private static Optional<String> etag(Answer answer, byte[] bytes) {
        if (!answer.isComparable()) {
            return answer.tag().map(Tag::quoted);
        }
        byte[] lasting = answer.body() instanceof Answer.Body.Json json ? lasting(json.value()) : bytes;
        return Optional.of(answer.tag().map(tag -> tag.andShown(lasting)).orElseGet(() -> Tag.shown(lasting)));
    }

    /** All but the time of the answer. */
    private static byte[] lasting(Object value) {
        JsonNode tree = ApiJson.tree(value);
        if (tree instanceof ObjectNode object) {
            object.remove("now");
        }
        return ApiJson.write(tree);
    }

    private static boolean isKnown(String etag, HttpServletRequest request) {
        String known = request.getHeader("If-None-Match");
        if (known == null) {
            return false;
        }
        for (String one : known.split(",", -1)) {
            String given = one.strip();
            if (given.equals("*") || given.equals(etag) || given.equals("W/" + etag)) {
                return true;
            }
        }
        return false;
    }

    private static ServerResponse.HeadersBuilder<?> headed(
            Answer answer, int status, Optional<String> etag, HttpServletRequest request) {
        ServerResponse.BodyBuilder builder = ServerResponse.status(status)
                .header("Cache-Control", answer.isComparable() ? "private, no-cache" : "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox")
                .header("Vary", "Accept-Language")
                .header("Content-Language", Wire.language(request).toLanguageTag());
        etag.ifPresent(tag -> builder.header("ETag", tag));
        answer.headers().forEach(builder::header);
        return builder;
    }

    private static @Nullable ModelAndView write(
            Answer answer, byte[] bytes, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!answer.type().isEmpty()) {
            response.setContentType(answer.type());
            response.setContentLength(bytes.length);
        }
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(bytes);
        }
        return null;
    }

    private static @Nullable ModelAndView stream(
            Answer answer, Answer.Writer writer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        FirstByte out = new FirstByte(response, answer.type());
        try {
            writer.writeTo(out);
            out.begin();
        } catch (RuntimeException e) {
            if (out.hasBegun()) {
                throw e;
            }
            response.setHeader("Content-Disposition", "inline");
            send(Problems.answer(e), request, response);
        }
        return null;
    }

    /** Writes a problem in the place of what was begun. */
    static void send(Answer problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        problem.headers().forEach(response::setHeader);
        response.setHeader("Cache-Control", "no-store");
        response.setStatus(problem.status());
        write(problem, bytes(problem), request, response);
    }
}
