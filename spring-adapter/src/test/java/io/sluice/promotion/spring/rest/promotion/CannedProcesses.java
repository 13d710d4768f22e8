package io.sluice.promotion.spring.rest.promotion;

import io.sluice.promotion.Acts;
import io.sluice.promotion.Sluice;
import io.sluice.promotion.access.Operation;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.bpmn.Incidents.Incident;
import io.sluice.promotion.bpmn.deploy.PromotionState;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.request.PromotionRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Processes of promotions without an engine: every open promotion has one, which stands at its approval. */
public final class CannedProcesses implements PromotionProcesses {
    private static final String FILE = """
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">
              <process id="promotion"><userTask id="approve" name="Approve"/><serviceTask id="deploy" name="Deploy"/>
              <serviceTask id="hidden"/></process>
            </definitions>""";

    private final Sluice sluice;
    private final List<String> retried = new ArrayList<>();

    public CannedProcesses(Sluice sluice) {
        this.sluice = sluice;
    }

    @Override
    public Optional<PromotionState> state(Actor actor, OrganizationId organization, PromotionId promotion) {
        PromotionRequest request = sluice.promotions().get(actor, organization, promotion);
        if (!request.isOpen()) {
            return Optional.empty();
        }
        PromotionState.Element approve =
                new PromotionState.Element("approve", 1, 0, 0, request.requestedAt(), Optional.empty());
        return Optional.of(new PromotionState(
                promotion,
                "promotion",
                1,
                false,
                Digest.of(FILE.getBytes(StandardCharsets.UTF_8)),
                true,
                List.of(approve),
                List.of(new PromotionState.Flow("toApprove", 1)),
                List.of(new PromotionState.Incident("approve", "It gave up.", request.requestedAt())),
                List.of(new PromotionState.Timer(
                        "approve", request.requestedAt().plusSeconds(60))),
                sluice.steps().processes().stages(request)));
    }

    @Override
    public byte[] file(Actor actor, OrganizationId organization, String process, int version) {
        return FILE.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public List<Incident> incidents(Actor actor, OrganizationId organization) {
        sluice.acts().require(actor, organization, Operation.VIEW_INCIDENT);
        return List.of();
    }

    @Override
    public void retry(Actor actor, OrganizationId organization, String incident) {
        retried.add(incident);
    }

    @Override
    public PromotionRequest giveUp(
            Actor actor, OrganizationId organization, PromotionId promotion, String reason, IdempotencyKey key) {
        return sluice.acts()
                .giveUp(
                        actor,
                        organization,
                        promotion.value(),
                        reason,
                        key,
                        () -> new Acts.Stuck(promotion, Map.of("step", "deploy")),
                        () -> true);
    }
}
