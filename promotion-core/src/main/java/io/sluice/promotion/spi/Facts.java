package io.sluice.promotion.spi;

import io.sluice.promotion.identity.PersonId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What one message tells beyond what it is about. Immutable.
 *
 * @param values each fact with a value of its type: {@link PersonId}, {@link Integer}, {@link Instant} or {@link String}
 */
public record Facts(Map<Fact, Object> values) {
    private static final Facts NONE = new Facts(Map.of());

    /** Copies the values and refuses one that is not of its fact's type. */
    public Facts {
        Map<Fact, Object> copy = new EnumMap<>(Fact.class);
        values.forEach((fact, value) -> {
            if (!fact.type().holds(value)) {
                throw new IllegalArgumentException(fact + " is a " + fact.type() + ", not a "
                        + value.getClass().getSimpleName() + ".");
            }
            copy.put(fact, value);
        });
        values = Collections.unmodifiableMap(copy);
    }

    /** Nothing more to tell. */
    public static Facts none() {
        return NONE;
    }

    /** Begins with one fact; see {@link #and(Fact, Object)}. */
    public static Facts of(Fact fact, Object value) {
        return NONE.and(fact, value);
    }

    /**
     * These facts and one more. An empty {@link Optional} and an empty text add nothing; names and codes take anything
     * that prints itself, such as a role, a version or a constant.
     */
    public Facts and(Fact fact, Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(present -> and(fact, present)).orElse(this);
        }
        Object stored = switch (fact.type()) {
            case NAME, CODE -> value.toString();
            case MOMENT -> value instanceof Instant moment ? moment.truncatedTo(ChronoUnit.MICROS) : value;
            default -> value;
        };
        if (stored.equals("")) {
            return this;
        }
        Map<Fact, Object> more = new EnumMap<>(Fact.class);
        more.putAll(values);
        more.put(fact, stored);
        return new Facts(more);
    }

    /** Whether it is told. */
    public boolean has(Fact fact) {
        return values.containsKey(fact);
    }

    /** A person; empty when it is not told or is none. */
    public Optional<PersonId> person(Fact fact) {
        return get(fact, PersonId.class);
    }

    /** A number; empty likewise. */
    public Optional<Integer> count(Fact fact) {
        return get(fact, Integer.class);
    }

    /** A point in time; empty likewise. */
    public Optional<Instant> moment(Fact fact) {
        return get(fact, Instant.class);
    }

    /** A name, a code or a text; empty likewise. */
    public Optional<String> text(Fact fact) {
        return get(fact, String.class);
    }

    /** The same facts with other names and texts, such as shortened ones; codes, persons, numbers and times stay. */
    public Facts mapTexts(BiFunction<Fact, String, String> change) {
        Map<Fact, Object> changed = new EnumMap<>(Fact.class);
        values.forEach((fact, value) -> changed.put(
                fact,
                value instanceof String text && fact.type() != Fact.Type.CODE ? change.apply(fact, text) : value));
        return new Facts(changed);
    }

    private <T> Optional<T> get(Fact fact, Class<T> type) {
        return Optional.ofNullable(values.get(fact)).filter(type::isInstance).map(type::cast);
    }
}
