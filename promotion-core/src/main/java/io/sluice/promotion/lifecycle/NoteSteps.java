package io.sluice.promotion.lifecycle;

import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.Messages;
import io.sluice.promotion.gate.Round;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.jdbc.OutboxMessage;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.request.HumanTask;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spi.Fact;
import io.sluice.promotion.spi.Facts;
import io.sluice.promotion.spi.NotificationKind;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Tells the requester and whoever is asked something that a process designer wrote. */
public final class NoteSteps {
    private final CommandPipeline pipeline;
    private final Catalog catalog;
    private final Storage storage;
    private final Messages messages;

    public NoteSteps(Core core) {
        this.pipeline = core.pipeline();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.messages = core.messages();
    }

    public void send(OrganizationId organization, PromotionId id, String message) {
        String checked = Text.requireReason("message", message);
        pipeline.step(organization, id, "note", unit -> {
            PromotionRequest request = unit.request();
            Set<RoleId> roles = new HashSet<>();
            Set<PersonId> persons = new HashSet<>(Set.of(request.requestedBy()));
            for (HumanTask task : storage.tasks().openFor(organization, id)) {
                if (task.kind() == HumanTask.Kind.APPROVAL) {
                    Round round = catalog.round(request, task);
                    roles.addAll(round.roles());
                    persons.addAll(round.persons());
                }
            }
            OutboxMessage.Audience audience =
                    OutboxMessage.Audience.roles(roles, request.target()).and(persons);
            messages.to(request, NotificationKind.NOTE, audience, Facts.of(Fact.MESSAGE, checked));
            unit.record("note.sent", Map.of("message", checked));
            return unit;
        });
    }
}
