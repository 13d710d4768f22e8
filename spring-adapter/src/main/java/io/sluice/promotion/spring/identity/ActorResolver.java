package io.sluice.promotion.spring.identity;

import io.sluice.promotion.identity.Actor;
import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns the caller of a request, as the application authenticated them, into an actor. A bean of this type replaces the
 * standard one, which takes the name of the principal.
 */
@FunctionalInterface
public interface ActorResolver {
    /**
     * The actor behind a principal; empty when nobody is signed in.
     *
     * @param principal as the request says, null when it says nobody
     */
    Optional<Actor> resolve(@Nullable Principal principal);
}
