package io.sluice.promotion.command;

import io.sluice.promotion.gate.Exemptions;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.policy.PolicyRevision;
import io.sluice.promotion.request.Bypass;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.Skip;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Looks up what was allowed for one promotion; asks the database only where the policy or the request gives a reason to. */
final class ExemptionsReader {
    private final Storage storage;
    private final Catalog catalog;
    private final Clock clock;

    ExemptionsReader(Storage storage, Catalog catalog, Clock clock) {
        this.storage = storage;
        this.catalog = catalog;
        this.clock = clock;
    }

    Exemptions of(FactsReader.Question question, List<PolicyRevision> policies) {
        Optional<Bypass> bypass = question.request().flatMap(request -> bypass(request, policies));
        return new Exemptions(bypass, question.skip().flatMap(skip -> passedOver(question, skip)));
    }

    /** Every revision that counts must allow emergencies. */
    private Optional<Bypass> bypass(PromotionRequest request, List<PolicyRevision> policies) {
        boolean allowed = policies.stream()
                .allMatch(revision -> revision.policy().breakGlass().isPresent());
        return allowed
                ? storage.bypasses().ofPromotion(request.organization(), request.id()).stream()
                        .filter(known -> known.passes(request, clock.instant()))
                        .findFirst()
                : Optional.empty();
    }

    /** Nothing when the path is another one by now. */
    private Optional<Exemptions.PassedOver> passedOver(FactsReader.Question question, Skip skip) {
        OrganizationId organization = question.organization();
        List<String> between = PromotionPath.between(
                        storage.workspaces().list(organization),
                        question.source().id(),
                        question.target().id())
                .stream()
                .map(workspace -> workspace.id().value())
                .toList();
        if (between.isEmpty() || !between.equals(skip.workspaces())) {
            return Optional.empty();
        }
        boolean live = storage.releases()
                .current(
                        organization, question.source().id(), question.version().artifact())
                .filter(release -> release.digest().equals(question.version().digest()))
                .isPresent();
        return Optional.of(new Exemptions.PassedOver(
                live,
                skip.over().stream()
                        .map(over -> catalog.policy(organization, over.workspace(), over.policyRevision()))
                        .toList()));
    }
}
