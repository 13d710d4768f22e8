package io.sluice.promotion.spi;

import io.sluice.promotion.identity.PersonId;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a message can tell beyond what it is about. The name in lower camel case, such as {@code previousDeadline}, is the
 * variable of templates and the field of webhooks.
 */
public enum Fact {
    /** The person who acted. */
    WHO(Type.PERSON),
    /** The person who now has it, such as a delegate. */
    TO(Type.PERSON),
    /** The person who had it before. */
    FROM(Type.PERSON),
    /** The second person, who confirmed. */
    CONFIRMED_BY(Type.PERSON),
    /** How many approvals there are. */
    GIVEN(Type.COUNT),
    /** How many approvals it takes. */
    REQUIRED(Type.COUNT),
    /** How many people could approve. */
    AVAILABLE(Type.COUNT),
    /** The number of a policy revision. */
    REVISION(Type.COUNT),
    /** Until when somebody must act. */
    DEADLINE(Type.MOMENT),
    /** The deadline that held before. */
    PREVIOUS_DEADLINE(Type.MOMENT),
    /** Until when something holds. */
    UNTIL(Type.MOMENT),
    /** When something goes on by itself. */
    RESUMES_AT(Type.MOMENT),
    /** Since when something is so. */
    SINCE(Type.MOMENT),
    /** {@code APPROVED} or {@code REJECTED}. */
    DECISION(Type.CODE),
    /** The status that a promotion ended in, or how its process ended. */
    OUTCOME(Type.CODE),
    /** The name of an approval stage. */
    STAGE(Type.NAME),
    /** A role. */
    ROLE(Type.NAME),
    /** The title of a freeze. */
    FREEZE(Type.NAME),
    /** The name of a workspace. */
    WORKSPACE(Type.NAME),
    /** An artifact. */
    ARTIFACT(Type.NAME),
    /** The version that should be there. */
    EXPECTED(Type.NAME),
    /** The version or digest that is there. */
    FOUND(Type.NAME),
    /** The condition of an auto-promotion that decided. */
    CONDITION(Type.NAME),
    /** Why a person did it, in their words. */
    REASON(Type.TEXT),
    /** What a person wrote beside a decision, or to the others. */
    COMMENT(Type.TEXT),
    /** More about what happened. */
    DETAIL(Type.TEXT),
    /** What a process designer wrote. */
    MESSAGE(Type.TEXT),
    /** What changes, a line each. */
    CHANGES(Type.TEXT);

    /** What kind of value a fact has. */
    public enum Type {
        /** A person by id; channels show the name. */
        PERSON(PersonId.class),
        /** A number from 0 on. */
        COUNT(Integer.class),
        /** A point in time. */
        MOMENT(Instant.class),
        /** One of a few constants, which channels put into words. */
        CODE(String.class),
        /** A name on one line. */
        NAME(String.class),
        /** Free text of people, possibly of several lines. May hold personal data and therefore stays out of webhooks. */
        TEXT(String.class);

        private final Class<?> holds;

        Type(Class<?> holds) {
            this.holds = holds;
        }

        boolean holds(Object value) {
            return holds.isInstance(value);
        }
    }

    private static final Pattern NEXT_WORD = Pattern.compile("_(.)");

    private final Type type;

    Fact(Type type) {
        this.type = type;
    }

    /** What kind of value it has. */
    public Type type() {
        return type;
    }

    /** Its name in templates and webhooks, such as {@code previousDeadline}. */
    public String variable() {
        return NEXT_WORD
                .matcher(name().toLowerCase(Locale.ROOT))
                .replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT));
    }
}
