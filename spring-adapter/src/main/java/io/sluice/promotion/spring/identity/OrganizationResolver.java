package io.sluice.promotion.spring.identity;

import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import java.util.List;

/**
 * Says in which organizations a caller works, for what begins without naming one, such as the session of the screens. It
 * opens nothing: every call is judged by the directory. The standard one answers with the property {@code
 * sluice.organization}.
 */
@FunctionalInterface
public interface OrganizationResolver {
    /** The caller's organizations, the one to begin with first; may be empty. */
    List<OrganizationId> organizations(Actor actor);
}
