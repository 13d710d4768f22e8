package io.sluice.promotion.spring.rest.workspace;

import io.sluice.promotion.People.Grant;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.spring.rest.People;
import io.sluice.promotion.spring.rest.Person;
import io.sluice.promotion.spring.rest.configuration.ConfigurationView;
import io.sluice.promotion.spring.rest.freeze.FreezeView;
import io.sluice.promotion.spring.rest.operations.DeadLetterView;
import io.sluice.promotion.spring.rest.policy.PolicyView;
import io.sluice.promotion.spring.rest.policy.ProposalView;
import io.sluice.promotion.spring.rest.preference.NotificationsView;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The whole screen on which a workspace is set up. */
record WorkspaceSettings(
        WorkspaceView workspace,
        List<WorkspaceSummary> workspaces,
        PolicyView policy,
        List<ProposalView> proposals,
        List<FreezeView> freezes,
        ConfigurationView configuration,
        NotificationsView notifications,
        List<Access> access,
        List<DeadLetterView> deadLetters,
        List<String> checks,
        List<Processes.Choice> processes,
        List<String> roles,
        Map<String, Sections.Verdict> may,
        Instant now) {
    /** What a role gives here, and to whom. */
    record Access(String role, List<String> permissions, List<Person> people) {
        static Access of(Grant grant, People people) {
            return new Access(
                    grant.role().value(),
                    grant.permissions().stream().sorted().map(Enum::name).toList(),
                    people.persons(grant.people()));
        }
    }

    static List<String> names(List<Grant> roles) {
        return roles.stream().map(Grant::role).map(RoleId::value).toList();
    }
}
