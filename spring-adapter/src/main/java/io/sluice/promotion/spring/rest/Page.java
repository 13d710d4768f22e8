package io.sluice.promotion.spring.rest;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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

    /**
     * A part of up to {@code limit} items.
     *
     * @param found one more than that where the list goes on
     * @param shown how an item is shown
     * @param cursor the position of an item
     */
    public static <S, T> Page<T> of(List<S> found, int limit, Function<S, T> shown, Function<S, String> cursor) {
        List<S> part = found.size() > limit ? found.subList(0, limit) : found;
        return new Page<>(
                part.stream().map(shown).toList(),
                found.size() > limit ? Optional.of(cursor.apply(part.get(limit - 1))) : Optional.empty());
    }
}
