package io.sluice.promotion.spring.rest;

import static io.sluice.promotion.spring.rest.Refusal.refuse;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** What Spring itself refuses before or after an operation of the API is a problem like any other. */
public final class ApiFaults implements HandlerExceptionResolver, Ordered {
    private final Api api;

    /** For calls under the base path of this API; those of the host are left alone. */
    public ApiFaults(Api api) {
        this.api = api;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception fault) {
        if (!api.covers(request) || response.isCommitted()) {
            return null;
        }
        RuntimeException known = fault instanceof MultipartException
                ? refuse("contentType.unsupported", 415, "Content-Type", "Send the body as it is, not in parts.")
                : new IllegalStateException(fault);
        try {
            Responses.send(Problems.answer(known), request, response);
            return new ModelAndView();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
