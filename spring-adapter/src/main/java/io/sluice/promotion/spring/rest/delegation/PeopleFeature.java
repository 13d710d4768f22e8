package io.sluice.promotion.spring.rest.delegation;

import static io.sluice.promotion.spring.rest.Routes.ORGANIZATION;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.request.Bypass;
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

/** Finding people to choose from, and the emergencies that people still have to look at. */
public final class PeopleFeature implements Feature {
    private record EmergencyView(
            String id,
            String promotion,
            String workspace,
            String reason,
            Optional<String> ticket,
            Person requestedBy,
            Instant requestedAt,
            Optional<Person> confirmedBy,
            Optional<Instant> usedAt) {
        private static EmergencyView of(Bypass bypass, People people) {
            return new EmergencyView(
                    bypass.id(),
                    bypass.promotion().value(),
                    bypass.workspace().value(),
                    bypass.reason(),
                    bypass.ticket(),
                    people.person(bypass.requestedBy()),
                    bypass.requestedAt(),
                    people.person(bypass.confirmedBy()),
                    bypass.usedAt());
        }
    }

    private final Sluice sluice;

    /** Over these doors. */
    public PeopleFeature(Sluice sluice) {
        this.sluice = sluice;
    }

    @Override
    public void routes(Routes routes) {
        routes.get(ORGANIZATION + "/people", this::search).query("text", "limit");
        routes.get(ORGANIZATION + "/workspaces/{workspace}/emergencies-to-review", this::toReview);
    }

    private Answer search(Call call) {
        List<PersonId> found = List.copyOf(sluice.people()
                .search(call.actor(), call.organization(), call.query("text").orElse(""), call.limit())
                .keySet());
        return Answer.shown(Page.all(call.people().persons(found)));
    }

    private Answer toReview(Call call) {
        return Answer.shown(
                Page.all(sluice.emergencies().toReview(call.actor(), call.organization(), call.workspace()).stream()
                        .map(bypass -> EmergencyView.of(bypass, call.people()))
                        .toList()));
    }
}
