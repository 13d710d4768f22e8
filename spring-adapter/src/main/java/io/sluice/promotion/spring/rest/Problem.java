package io.sluice.promotion.spring.rest;

import java.util.List;
import java.util.Optional;

/** What is wrong, as RFC 9457 writes it. */
record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        Optional<String> field,
        boolean retryable,
        Optional<List<FieldError>> errors,
        Optional<List<BlockerView>> blockers,
        Optional<String> incident) {
    static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(int status, String code, String detail) {
        return new Problem(
                "urn:sluice:problem:" + code,
                title(status),
                status,
                detail,
                code,
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    Problem at(Optional<String> place) {
        return new Problem(type, title, status, detail, code, place, retryable, errors, blockers, incident);
    }

    Problem retryable(boolean value) {
        return new Problem(type, title, status, detail, code, field, value, errors, blockers, incident);
    }

    Problem with(List<FieldError> fields) {
        return new Problem(
                type, title, status, detail, code, field, retryable, Optional.of(fields), blockers, incident);
    }

    Problem because(List<BlockerView> reasons) {
        return new Problem(type, title, status, detail, code, field, retryable, errors, Optional.of(reasons), incident);
    }

    Problem known(String id) {
        return new Problem(type, title, status, detail, code, field, retryable, errors, blockers, Optional.of(id));
    }

    /** One of several things that are wrong with what was sent. */
    record FieldError(String field, String code, String message) {}

    private static String title(int status) {
        return switch (status) {
            case 400 -> "This cannot be right";
            case 401 -> "You are not signed in";
            case 403 -> "You may not do this";
            case 404 -> "Not there, or not visible to you";
            case 405 -> "Not possible here";
            case 409 -> "This cannot be done now";
            case 412 -> "It has changed meanwhile";
            case 413 -> "Too large";
            case 415 -> "Not in a form that is understood";
            case 428 -> "Say what you saw";
            case 503 -> "Not available at the moment";
            default -> "Something went wrong";
        };
    }
}
