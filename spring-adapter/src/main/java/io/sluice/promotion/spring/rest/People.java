package io.sluice.promotion.spring.rest;

import static io.sluice.promotion.People.MOST_AT_ONCE;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.problem.ForbiddenException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.problem.UnavailableException;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The persons in one answer. Their names are looked up once, all together, after the answer is put together. */
public final class People {
    private static final Logger LOG = LoggerFactory.getLogger(People.class);

    private final Map<PersonId, Person> people = new LinkedHashMap<>();

    People() {}

    /** A person, who will have a name when the answer is written. */
    public Person person(PersonId id) {
        return people.computeIfAbsent(id, Person::new);
    }

    /** The same for somebody who may not be there. */
    public Optional<Person> person(Optional<PersonId> id) {
        return id.map(this::person);
    }

    /** The same for several, in their order; those of a set, which has none, by id. */
    public List<Person> persons(Collection<PersonId> ids) {
        Stream<PersonId> ordered = ids instanceof Set && !(ids instanceof LinkedHashSet)
                ? ids.stream().sorted(Comparator.comparing(PersonId::value))
                : ids.stream();
        return ordered.map(this::person).toList();
    }

    /** Names everybody. What has been done stays done when nobody knows names at the moment: then ids stand for them. */
    void lookUp(Sluice sluice, Actor actor, OrganizationId organization) {
        List<PersonId> all = List.copyOf(people.keySet());
        try {
            for (int from = 0; from < all.size(); from += MOST_AT_ONCE) {
                List<PersonId> some = all.subList(from, Math.min(all.size(), from + MOST_AT_ONCE));
                sluice.people()
                        .names(actor, organization, some)
                        .forEach((id, name) -> person(id).named(name));
            }
        } catch (ForbiddenException | NotFoundException e) {
            LOG.debug("The caller may see no names.", e);
        } catch (UnavailableException e) {
            LOG.warn("The directory does not tell names at the moment.", e);
        }
    }
}
