package io.sluice.promotion.spring.rest.promotion;

import static io.sluice.promotion.spring.rest.promotion.PromotionFeature.PROMOTION;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.bpmn.Incidents.Incident;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spi.IdentityDirectory;
import io.sluice.promotion.spring.rest.Answer;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.spring.rest.Feature;
import io.sluice.promotion.spring.rest.Person;
import io.sluice.promotion.spring.rest.Reasoned;
import io.sluice.promotion.spring.rest.Routes;
import io.sluice.promotion.spring.rest.Tag;
import io.sluice.promotion.spring.rest.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Deciding on one promotion, and everything else that people do to it. */
public final class CommandFeature implements Feature {
    private static final int SHORTEST_REJECTION = 10;

    private final Sluice sluice;
    private final PromotionProcesses processes;
    private final Details details;

    /** Asks these doors and this engine. */
    public CommandFeature(Sluice sluice, PromotionProcesses processes, IdentityDirectory directory) {
        this.sluice = sluice;
        this.processes = processes;
        this.details = new Details(sluice, processes, directory);
    }

    record Decided(String subjectHash, Optional<String> comment) {}

    record Planned(Optional<Instant> notBefore) {}

    record Extended(Duration by, String reason) {}

    record Repaired(String comment) {}

    record Undone(String reason) {}

    record Declared(String reason, Optional<String> ticket) {}

    record Reviewed(Boolean justified, String comment) {}

    record Assigned(String stage, List<String> persons, String reason) {}

    record Looked(Boolean looking) {}

    /** Who is looking now. */
    record Looking(List<Person> looking) {}

    @Override
    public void routes(Routes routes) {
        routes.post(PROMOTION + "/approve", this::approve);
        routes.post(PROMOTION + "/reject", this::reject);
        routes.post(PROMOTION + "/cancel", this::cancel);
        routes.post(PROMOTION + "/reschedule", this::reschedule);
        routes.post(PROMOTION + "/extend", this::extend);
        routes.post(PROMOTION + "/repair", this::repair);
        routes.post(PROMOTION + "/rollback", this::rollBack);
        routes.post(PROMOTION + "/bypass", this::declare);
        routes.post(PROMOTION + "/bypass/confirm", this::confirm);
        routes.post(PROMOTION + "/bypass/review", this::review);
        routes.post(PROMOTION + "/assign", this::assign);
        routes.post(PROMOTION + "/remind", this::remind);
        routes.post(PROMOTION + "/retry", this::retry);
        routes.post(PROMOTION + "/give-up", this::giveUp);
        routes.post(PROMOTION + "/looking", this::look);
    }

    private Answer approve(Call call) {
        Decided body = call.body(Decided.class);
        return decide(
                call,
                (actor, organization, seen, key) -> sluice.promotions()
                        .approve(
                                actor,
                                organization,
                                seen.id(),
                                body.subjectHash(),
                                body.comment().orElse(""),
                                key));
    }

    private Answer reject(Call call) {
        Decided body = call.body(Decided.class);
        String reason = Text.requireMeaning("comment", body.comment().orElse(""), SHORTEST_REJECTION);
        return decide(
                call,
                (actor, organization, seen, key) ->
                        sluice.promotions().reject(actor, organization, seen.id(), body.subjectHash(), reason, key));
    }

    private Answer cancel(Call call) {
        Decided body = call.body(Decided.class);
        String reason = body.comment()
                .filter(text -> !text.isBlank())
                .orElseGet(() -> Words.of(call).say("promotion.withdrawn"));
        return decide(call, (actor, organization, seen, key) -> {
            if (!seen.subjectHash().equals(body.subjectHash())) {
                throw new ConflictException(
                        "approval.subjectChanged", "What you saw is not what this request is about: show it again.");
            }
            return sluice.promotions().cancel(actor, organization, seen.id(), reason, key);
        });
    }

    private Answer reschedule(Call call) {
        Planned body = call.body(Planned.class);
        return decide(
                call,
                (actor, organization, seen, key) ->
                        sluice.promotions().reschedule(actor, organization, seen.id(), body.notBefore(), key));
    }

    private Answer extend(Call call) {
        Extended body = call.body(Extended.class);
        return decide(
                call,
                (actor, organization, seen, key) -> sluice.promotions()
                        .extendDeadline(actor, organization, seen.id(), body.by(), body.reason(), key));
    }

    private Answer repair(Call call) {
        Repaired body = call.body(Repaired.class);
        return decide(
                call,
                (actor, organization, seen, key) ->
                        sluice.promotions().closeRepair(actor, organization, seen.id(), body.comment(), key));
    }

    private Answer declare(Call call) {
        Declared body = call.body(Declared.class);
        return decide(
                call,
                (actor, organization, seen, key) -> sluice.emergencies()
                        .declare(
                                actor, organization, seen.id(), seen.subjectHash(), body.reason(), body.ticket(), key));
    }

    private Answer confirm(Call call) {
        call.noBody();
        return decide(
                call,
                (actor, organization, seen, key) ->
                        sluice.emergencies().confirm(actor, organization, seen.id(), seen.subjectHash(), key));
    }

    private Answer review(Call call) {
        Reviewed body = call.body(Reviewed.class);
        return decide(
                call,
                (actor, organization, seen, key) -> sluice.emergencies()
                        .review(actor, organization, seen.id(), body.justified(), body.comment(), key));
    }

    private Answer assign(Call call) {
        Assigned body = call.body(Assigned.class);
        return decide(
                call,
                (actor, organization, seen, key) -> sluice.approvals()
                        .assign(
                                actor,
                                organization,
                                seen.id(),
                                body.stage(),
                                body.persons().stream().map(PersonId::new).collect(Collectors.toSet()),
                                body.reason(),
                                key));
    }

    private Answer rollBack(Call call) {
        Undone body = call.body(Undone.class);
        PromotionRequest made = sluice.promotions()
                .rollBackUnit(call.actor(), call.organization(), call.promotion(), body.reason(), call.key());
        String location = call.link(
                "organizations",
                call.organization().value(),
                "promotions",
                made.id().value());
        return Answer.created(location, details.of(call, made)).tagged(Tag.of(made));
    }

    private Answer remind(Call call) {
        call.noBody();
        return details.done(
                call, sluice.approvals().remind(call.actor(), call.organization(), call.promotion(), call.key()));
    }

    /** Safe to repeat by its own nature: what goes on already has no incident. */
    private Answer retry(Call call) {
        call.noBody();
        PromotionRequest request = sluice.promotions().get(call.actor(), call.organization(), call.promotion());
        processes.incidents(call.actor(), call.organization()).stream()
                .filter(incident -> incident.promotion().equals(request.id()))
                .map(Incident::id)
                .forEach(id -> processes.retry(call.actor(), call.organization(), id));
        return details.done(call, sluice.promotions().get(call.actor(), call.organization(), call.promotion()));
    }

    private Answer giveUp(Call call) {
        Reasoned body = call.body(Reasoned.class);
        return details.done(
                call, processes.giveUp(call.actor(), call.organization(), call.promotion(), body.reason(), call.key()));
    }

    private Answer look(Call call) {
        Looked body = call.body(Looked.class);
        List<PersonId> now = body.looking()
                ? sluice.approvals().look(call.actor(), call.organization(), call.promotion(), call.key())
                : sluice.approvals().stopLooking(call.actor(), call.organization(), call.promotion(), call.key());
        return Answer.done(new Looking(call.people().persons(now)));
    }

    private interface Command {
        PromotionRequest on(Actor actor, OrganizationId organization, PromotionRequest seen, IdempotencyKey key);
    }

    /** Whoever decides says what they saw. */
    private Answer decide(Call call, Command command) {
        PromotionRequest seen = sluice.promotions().get(call.actor(), call.organization(), call.promotion());
        call.requireMatch(Tag.of(seen));
        return details.done(call, command.on(call.actor(), call.organization(), seen, call.key()));
    }
}
