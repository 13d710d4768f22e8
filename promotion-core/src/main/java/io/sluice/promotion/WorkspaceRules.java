package io.sluice.promotion;

import io.sluice.promotion.command.PromotionPath;
import io.sluice.promotion.configuration.EffectiveConfiguration;
import io.sluice.promotion.configuration.KeyRevision;
import io.sluice.promotion.configuration.SettingsRevision;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.LookAlikes;
import io.sluice.promotion.isolation.Environment;
import io.sluice.promotion.policy.PolicyDiff;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.workspace.EnvironmentType;
import io.sluice.promotion.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a workspace must be like among the others of its organization. */
final class WorkspaceRules {
    private WorkspaceRules() {}

    static void requirePath(Workspace workspace, List<Environment> known) {
        if (workspace.promotionFrom().isEmpty()) {
            return;
        }
        WorkspaceId from = workspace.promotionFrom().get();
        List<WorkspaceId> cycle = PromotionPath.cycle(workspaces(replaced(known, workspace)), workspace.id());
        if (from.equals(workspace.id()) || !cycle.isEmpty()) {
            List<WorkspaceId> shown = cycle.isEmpty() ? List.of(from, from) : cycle;
            throw new InvalidInputException(
                    "promotionFrom",
                    "path.cycle",
                    "A workspace cannot come after itself: "
                            + shown.stream().map(WorkspaceId::value).collect(Collectors.joining("→")) + ".");
        }
        Workspace source = known.stream()
                .map(Environment::workspace)
                .filter(other -> other.id().equals(from))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("workspace"));
        if (workspace.environmentType() == EnvironmentType.SANDBOX
                || source.environmentType() == EnvironmentType.SANDBOX) {
            throw new InvalidInputException("promotionFrom", "path.sandbox", "A sandbox is on no promotion path.");
        }
        if (source.isArchived()) {
            throw new InvalidInputException(
                    "promotionFrom", "workspace.archived", "Workspace " + from + " is archived.");
        }
    }

    /** Names are compared by eye, so those that look alike are one. */
    static void requireName(Workspace workspace, List<Environment> known) {
        String folded = LookAlikes.fold(workspace.name());
        known.stream()
                .map(Environment::workspace)
                .filter(other -> !other.id().equals(workspace.id()) && !other.isArchived())
                .filter(other -> LookAlikes.fold(other.name()).equals(folded))
                .findFirst()
                .ifPresent(other -> {
                    throw new ConflictException(
                            "name.lookalike",
                            "The name looks like that of workspace " + other.id() + "; choose another one.");
                });
    }

    /** Records of a protected workspace are evidence: keeping them for a shorter time weakens its policy. */
    static void requireProtection(Workspace before, Workspace after) {
        boolean shortened =
                after.dataPolicy().retentionDays() < before.dataPolicy().retentionDays();
        if (shortened && before.environmentType().isProtected()) {
            throw new InvalidInputException(
                    "dataPolicy.retentionDays",
                    "retention.shortened",
                    "Keeping the records of a protected workspace for a shorter time weakens its policy; that takes the"
                            + " approval of a policy change.");
        }
        PolicyDiff diff = PolicyDiff.between(before.dataPolicy(), after.dataPolicy());
        if (diff.weakens() && before.environmentType().isProtected()) {
            throw new ConflictException(
                    "policy.needsApproval",
                    "This protects the data of a protected workspace less; propose it as a policy change. "
                            + diff.weakenings());
        }
    }

    /** The environments with one that changed, or is new. */
    static List<Environment> replaced(List<Environment> environments, Workspace changed) {
        List<Environment> replaced = new ArrayList<>();
        boolean found = false;
        for (Environment environment : environments) {
            boolean same = environment.workspace().id().equals(changed.id());
            found |= same;
            replaced.add(same ? new Environment(changed, environment.configuration()) : environment);
        }
        if (!found) {
            SettingsRevision none = SettingsRevision.none(changed.organization(), changed.id());
            replaced.add(new Environment(
                    changed, EffectiveConfiguration.of(KeyRevision.none(changed.organization()), none)));
        }
        return replaced;
    }

    /** The workspaces alone, in a list that can grow. */
    static List<Workspace> workspaces(List<Environment> environments) {
        return environments.stream().map(Environment::workspace).collect(Collectors.toCollection(ArrayList::new));
    }
}
