package io.sluice.promotion.spring.rest.workspace;

import static io.sluice.promotion.spring.rest.Routes.ORGANIZATION;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.isolation.Finding;
import io.sluice.promotion.isolation.IsolationRule;
import io.sluice.promotion.organization.Organization;
import io.sluice.promotion.spring.rest.Answer;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.spring.rest.Feature;
import io.sluice.promotion.spring.rest.Page;
import io.sluice.promotion.spring.rest.Routes;
import java.time.Instant;
import java.util.Optional;

/** Tenants, and whether their environments keep apart. */
public final class OrganizationFeature implements Feature {
    private record NewOrganization(String id, String name) {}

    private record OrganizationView(String id, String name, Instant createdAt) {
        private static OrganizationView of(Organization organization) {
            return new OrganizationView(organization.id().value(), organization.name(), organization.createdAt());
        }
    }

    private record FindingView(
            String code,
            IsolationRule.Severity severity,
            String workspace,
            Optional<String> other,
            String where,
            String message,
            String repair) {
        private static FindingView of(Finding finding) {
            return new FindingView(
                    finding.code(),
                    finding.rule().severity(),
                    finding.workspace().value(),
                    finding.other().map(WorkspaceId::value),
                    finding.where(),
                    finding.message(),
                    finding.repair());
        }
    }

    private final Sluice sluice;

    /** Over these doors. */
    public OrganizationFeature(Sluice sluice) {
        this.sluice = sluice;
    }

    @Override
    public void routes(Routes routes) {
        routes.post("/organizations", this::create);
        routes.get(ORGANIZATION, this::get);
        routes.get(ORGANIZATION + "/isolation-findings", this::isolation);
    }

    private Answer create(Call call) {
        NewOrganization body = call.body(NewOrganization.class);
        Organization organization =
                sluice.organizations().create(call.actor(), new OrganizationId(body.id()), body.name(), call.key());
        return Answer.created(call.link("organizations", organization.id().value()), OrganizationView.of(organization));
    }

    private Answer get(Call call) {
        return Answer.shown(OrganizationView.of(sluice.organizations().get(call.actor(), call.organization())));
    }

    private Answer isolation(Call call) {
        return Answer.shown(Page.all(sluice.workspaces().isolation(call.actor(), call.organization()).stream()
                .map(FindingView::of)
                .toList()));
    }
}
