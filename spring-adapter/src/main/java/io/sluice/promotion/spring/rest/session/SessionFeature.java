package io.sluice.promotion.spring.rest.session;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.access.Operation;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.organization.Organization;
import io.sluice.promotion.problem.ForbiddenException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.spring.rest.Answer;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.spring.rest.Feature;
import io.sluice.promotion.spring.rest.Routes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code GET /session}: who is signed in, where they belong, and what a write of theirs has to carry. */
public final class SessionFeature implements Feature {
    /** What screens ask before they show a button that concerns all of an organization. */
    private static final List<Operation> ASKED = List.of(
            Operation.CREATE_WORKSPACE,
            Operation.CREATE_FREEZE,
            Operation.REGISTER_VERSION,
            Operation.STOP_LINE,
            Operation.VIEW_AUDIT,
            Operation.VIEW_INCIDENT,
            Operation.DEPLOY_PROCESS);

    private final Sluice sluice;

    /** Asks these doors. */
    public SessionFeature(Sluice sluice) {
        this.sluice = sluice;
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/session", this::session).query("organization");
    }

    private Answer session(Call call) {
        Actor actor = call.actor();
        Optional<OrganizationId> named = call.query("organization").map(OrganizationId::new);
        List<Organization> organizations = Stream.concat(call.organizations().stream(), named.stream())
                .distinct()
                .flatMap(id -> organization(actor, id))
                .toList();
        Optional<OrganizationId> shown = named.filter(id ->
                        organizations.stream().anyMatch(known -> known.id().equals(id)))
                .or(() -> organizations.stream().findFirst().map(Organization::id));
        PersonId person = call.person();
        return Answer.done(new SessionView(
                call.people().person(person),
                organizations.stream()
                        .map(known -> new SessionView.Known(known.id().value(), known.name()))
                        .toList(),
                shown.map(OrganizationId::value),
                CsrfToken.of(call.http()),
                shown.flatMap(id -> language(actor, id)),
                actor.authenticatedAt(),
                shown.map(id -> may(actor, id)).orElse(List.of())));
    }

    private Stream<Organization> organization(Actor actor, OrganizationId id) {
        try {
            return Stream.of(sluice.organizations().get(actor, id));
        } catch (NotFoundException | ForbiddenException e) {
            return Stream.of();
        }
    }

    private Optional<String> language(Actor actor, OrganizationId organization) {
        return sluice.preferences().mine(actor, organization).language().map(Locale::toLanguageTag);
    }

    private List<String> may(Actor actor, OrganizationId organization) {
        return ASKED.stream()
                .filter(operation -> isAllowed(actor, organization, operation))
                .map(Operation::name)
                .toList();
    }

    private boolean isAllowed(Actor actor, OrganizationId organization, Operation operation) {
        try {
            sluice.acts().require(actor, organization, operation);
            return true;
        } catch (ForbiddenException | NotFoundException e) {
            return false;
        }
    }
}
