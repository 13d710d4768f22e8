package io.sluice.promotion.spring.identity;

import io.sluice.promotion.access.Member;
import io.sluice.promotion.identity.OrganizationId;
import java.util.Collection;

/**
 * All persons of an organization with their roles: the one method that an application with a user table of its own has to
 * write. With large numbers of persons implement {@code IdentityDirectory} instead, which is asked for few at a time.
 */
@FunctionalInterface
public interface PersonSource {
    /**
     * Everybody who belongs to the organization, also those who left; empty when there is no such organization. Called
     * often, so answer from memory or with one fast query; answers decide, so they have to be current. Throwing means
     * "cannot tell": then nothing passes.
     */
    Collection<Member> members(OrganizationId organization);
}
