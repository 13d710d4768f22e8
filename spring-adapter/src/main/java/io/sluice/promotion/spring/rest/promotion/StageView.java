package io.sluice.promotion.spring.rest.promotion;

import io.sluice.promotion.spring.rest.Person;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A stage of approval. */
record StageView(
        String name,
        State state,
        List<Rule> rules,
        List<Decided> decided,
        List<Person> candidates,
        List<Away> away,
        Optional<Instant> due) {
    /** How far it is. */
    enum State {
        WAITING,
        OPEN,
        MET,
        REJECTED,
        CLOSED
    }

    /** Who must agree, and how many of them. */
    record Rule(Optional<List<String>> roles, Optional<List<Person>> persons, int required, int given) {}

    /** A candidate who is away, and who may decide in their place. */
    record Away(Person person, Instant until, Optional<Person> instead) {}

    /** One decision. */
    record Decided(
            Person person,
            Answer decision,
            String comment,
            Instant at,
            Optional<Person> onBehalfOf,
            List<String> roles) {
        enum Answer {
            APPROVE,
            REJECT
        }
    }
}
