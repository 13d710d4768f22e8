package io.sluice.promotion.spring.rest.session;

import io.sluice.promotion.spring.rest.Person;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who is signed in. */
record SessionView(
        Person person,
        List<Known> organizations,
        Optional<String> organization,
        Optional<CsrfToken> csrf,
        Optional<String> language,
        Instant now,
        List<String> may) {
    /** An organization that the person belongs to. */
    record Known(String id, String name) {}
}
