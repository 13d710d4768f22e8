package io.sluice.promotion.governance;

import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Caller;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.gate.ChangeRules;
import io.sluice.promotion.gate.Eligibility;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PolicyChangeId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.policy.ApprovalStage;
import io.sluice.promotion.policy.PolicyChange;
import io.sluice.promotion.problem.NotFoundException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who may see a proposal, and what they may do about it. */
public final class ChangeReaders {
    private final Authorization authorization;
    private final Catalog catalog;
    private final Storage storage;
    private final Clock clock;

    public ChangeReaders(Core core) {
        this.authorization = core.authorization();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.clock = core.clock();
    }

    /** The proposal, if the caller may see it. */
    public PolicyChange visible(Caller caller, PolicyChangeId id) {
        return storage.policyChanges()
                .find(caller.organization(), id)
                .filter(change -> authorization.sees(caller, change.workspace()) || isAsked(caller, change))
                .orElseThrow(() -> new NotFoundException("policy change"));
    }

    /** What the caller may do about an open proposal. */
    public Optional<Eligibility> eligibility(Caller caller, PolicyChange change) {
        if (!isAsked(caller, change)) {
            return Optional.empty();
        }
        Map<PersonId, Set<RoleId>> then = new HashMap<>();
        change.votes().forEach(vote -> then.put(vote.person(), vote.roles()));
        return ChangeRules.openStage(stages(change), change, then)
                .map(stage -> ChangeRules.eligibility(caller.member(), change, stage, clock.instant()));
    }

    /** Whether a stage asks one of the caller's roles. */
    boolean isAsked(Caller caller, PolicyChange change) {
        Set<RoleId> roles = caller.member().rolesIn(change.workspace());
        return stages(change).stream().flatMap(stage -> stage.roles().stream()).anyMatch(roles::contains);
    }

    /** Who must agree: what the policy in force demanded when it was proposed. */
    List<ApprovalStage> stages(PolicyChange change) {
        return catalog.policy(change.organization(), change.workspace(), change.baseRevision())
                .policy()
                .stages();
    }
}
