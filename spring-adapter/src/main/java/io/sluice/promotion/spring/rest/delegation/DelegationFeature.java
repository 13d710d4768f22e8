package io.sluice.promotion.spring.rest.delegation;

import static io.sluice.promotion.spring.rest.Routes.ORGANIZATION;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.access.Delegation;
import io.sluice.promotion.access.NewDelegation;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.spring.rest.Answer;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.spring.rest.Feature;
import io.sluice.promotion.spring.rest.Page;
import io.sluice.promotion.spring.rest.People;
import io.sluice.promotion.spring.rest.Person;
import io.sluice.promotion.spring.rest.Routes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who is away, and who approves in their place. */
public final class DelegationFeature implements Feature {
    private static final String DELEGATIONS = ORGANIZATION + "/delegations";

    private record NewDelegationBody(
            Optional<String> delegate,
            Optional<String> role,
            Optional<String> workspace,
            Optional<Boolean> asNamed,
            Instant from,
            Instant until,
            String reason) {
        private NewDelegation wanted() {
            return new NewDelegation(
                    delegate.map(PersonId::new),
                    role.map(RoleId::new),
                    workspace.map(WorkspaceId::new),
                    asNamed.orElse(false),
                    from,
                    until,
                    reason);
        }
    }

    private record DelegationView(
            String id,
            Person delegator,
            Optional<Person> delegate,
            Optional<String> role,
            Optional<String> workspace,
            boolean asNamed,
            String reason,
            Instant from,
            Instant until,
            Optional<Instant> endedAt) {
        private static DelegationView of(Delegation delegation, People people) {
            return new DelegationView(
                    delegation.id(),
                    people.person(delegation.delegator()),
                    people.person(delegation.delegate()),
                    delegation.role().map(RoleId::value),
                    delegation.workspace().map(WorkspaceId::value),
                    delegation.asNamed(),
                    delegation.reason(),
                    delegation.from(),
                    delegation.until(),
                    delegation.endedAt());
        }
    }

    private final Sluice sluice;

    /** Over these doors. */
    public DelegationFeature(Sluice sluice) {
        this.sluice = sluice;
    }

    @Override
    public void routes(Routes routes) {
        routes.get(DELEGATIONS, this::mine);
        routes.post(DELEGATIONS, this::declare);
        routes.post(DELEGATIONS + "/{delegation}/end", this::end);
        routes.get(ORGANIZATION + "/absences", this::between).query("from", "until");
    }

    private Answer mine(Call call) {
        return shown(call, sluice.delegations().mine(call.actor(), call.organization()));
    }

    private Answer declare(Call call) {
        NewDelegation wanted = call.body(NewDelegationBody.class).wanted();
        return done(call, sluice.delegations().declare(call.actor(), call.organization(), wanted, call.key()));
    }

    private Answer end(Call call) {
        call.noBody();
        return done(
                call, sluice.delegations().end(call.actor(), call.organization(), call.path("delegation"), call.key()));
    }

    private Answer between(Call call) {
        return shown(
                call,
                sluice.delegations()
                        .between(call.actor(), call.organization(), required(call, "from"), required(call, "until")));
    }

    private static Instant required(Call call, String name) {
        return call.moment(name)
                .orElseThrow(() -> new InvalidInputException(name, "field.required", name + " is required."));
    }

    private static Answer shown(Call call, List<Delegation> delegations) {
        return Answer.shown(Page.all(delegations.stream()
                .map(delegation -> DelegationView.of(delegation, call.people()))
                .toList()));
    }

    private static Answer done(Call call, Delegation delegation) {
        return Answer.done(DelegationView.of(delegation, call.people()));
    }
}
