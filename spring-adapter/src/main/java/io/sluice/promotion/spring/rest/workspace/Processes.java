package io.sluice.promotion.spring.rest.workspace;

import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import java.util.List;

/** The processes that a policy can name. */
@FunctionalInterface
public interface Processes {
    /** Their keys and names, for somebody who may view all of the organization. */
    List<Choice> of(Actor actor, OrganizationId organization);

    /**
     * One process.
     *
     * @param key as policies name it
     * @param name as drawn; may be empty
     */
    record Choice(String key, String name) {}
}
