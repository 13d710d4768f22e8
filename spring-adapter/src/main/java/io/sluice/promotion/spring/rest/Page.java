package io.sluice.promotion.spring.rest;

import java.util.List;
import java.util.Optional;

/**
 * A part of a list.
 *
 * @param next where the next part begins; empty at the end
 */
public record Page<T>(List<T> items, Optional<String> next) {
    /** All of a list that is bounded by its nature. */
    public static <T> Page<T> all(List<T> items) {
        return new Page<>(items, Optional.empty());
    }
}
