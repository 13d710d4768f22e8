package io.sluice.promotion.spring.rest;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something is wrong with the call as HTTP, before any door of Sluice was asked. Nothing was written. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final @Nullable String field;
    private final transient Map<String, String> headers;

    private Refusal(int status, String code, @Nullable String field, String message, Map<String, String> headers) {
        super(message);
        this.status = status;
        this.code = code;
        this.field = field;
        this.headers = headers;
    }

    /**
     * A refusal.
     *
     * @param status of HTTP, 4xx
     * @param code stable, such as {@code ifMatch.required}
     * @param message for a person, a whole sentence
     */
    public static Refusal refuse(String code, int status, String message) {
        return new Refusal(status, code, null, message, Map.of());
    }

    /** The same about one field of the body, one parameter or one header. */
    static Refusal refuse(String code, int status, String field, String message) {
        return new Refusal(status, code, field, message, Map.of());
    }

    /** The same with a header that tells the caller how to go on. */
    Refusal with(String header, String value) {
        return new Refusal(status, code, field, getMessage(), Map.of(header, value));
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    @Nullable
    String field() {
        return field;
    }

    Map<String, String> headers() {
        return headers;
    }
}
