package io.sluice.promotion.bpmn;

import io.sluice.promotion.Acts;
import io.sluice.promotion.access.Operation;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.request.PromotionRequest;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.Execution;

/**
 * What the host tells the processes of promotions: the messages for which receive tasks and message events of an edited
 * process wait. A message decides nothing; it only lets the process go on from where it waits. Thread-safe.
 */
public final class ProcessMessages {
    private record Sent(PromotionId promotion, String message) {}

    private final ProcessEngine engine;
    private final BpmnFlow flow;
    private final Acts acts;

    ProcessMessages(ProcessEngine engine, BpmnFlow flow, Acts acts) {
        this.engine = engine;
        this.flow = flow;
        this.acts = acts;
    }

    /**
     * Sends a message to the process of one promotion, and to what that called. Needs the permission OPERATE in the target.
     *
     * @param message its name in the process file
     * @param key makes it safe to repeat: one key is one message
     * @return the promotion as it is then
     * @throws ConflictException {@code message.nobodyWaits}; {@code message.ambiguous} when it waits in several places for a
     *     message of that name; {@code promotion.alreadyDecided} when it has ended
     */
    public PromotionRequest send(
            Actor actor, OrganizationId organization, PromotionId promotion, String message, IdempotencyKey key) {
        Sent sent = new Sent(promotion, Text.requireName("message", message));
        Acts.Event event = new Acts.Event("message.sent", Map.of("message", sent.message()));
        return acts.performOn(
                actor,
                organization,
                promotion,
                Operation.SEND_MESSAGE,
                key,
                sent,
                event,
                request -> BpmnFlow.retryable(() -> deliver(request, sent.message())));
    }

    private void deliver(PromotionRequest request, String message) {
        List<Execution> waiting = flow.instances(request).stream()
                .flatMap(instance -> engine
                        .getRuntimeService()
                        .createExecutionQuery()
                        .processInstanceId(instance)
                        .messageEventSubscriptionName(message)
                        .list()
                        .stream())
                .toList();
        if (waiting.isEmpty()) {
            throw new ConflictException(
                    "message.nobodyWaits", "The process of this promotion waits for no such message now.");
        }
        if (waiting.size() > 1) {
            throw new ConflictException(
                    "message.ambiguous", "The process waits for this message in " + waiting.size() + " places.");
        }
        engine.getRuntimeService().messageEventReceived(message, waiting.get(0).getId());
    }
}
