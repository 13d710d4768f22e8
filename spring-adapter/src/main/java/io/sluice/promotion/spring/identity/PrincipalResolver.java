package io.sluice.promotion.spring.identity;

import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.ActorFactory;
import java.security.Principal;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The name of the principal is the account. */
final class PrincipalResolver implements ActorResolver {
    /** What Spring Security adds to what a principal says of itself. */
    interface Login {
        /** Whether somebody is really signed in. */
        boolean accepts(Principal principal);
    }

    private final Supplier<ActorFactory> actors;
    private final ServiceAccounts services;
    private final Login login;

    PrincipalResolver(Supplier<ActorFactory> actors, ServiceAccounts services, Login login) {
        this.actors = actors;
        this.services = services;
        this.login = login;
    }

    @Override
    public Optional<Actor> resolve(@Nullable Principal principal) {
        if (principal == null || principal.getName() == null || !login.accepts(principal)) {
            return Optional.empty();
        }
        return Optional.of(
                services.isService(principal)
                        ? actors.get().service(principal.getName())
                        : actors.get().human(principal.getName()));
    }
}
