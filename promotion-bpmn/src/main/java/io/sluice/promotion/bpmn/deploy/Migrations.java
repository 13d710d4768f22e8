package io.sluice.promotion.bpmn.deploy;

import io.sluice.promotion.Acts;
import io.sluice.promotion.ProcessRecords;
import io.sluice.promotion.access.Operation;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.bpmn.verify.file.ProcessElement;
import io.sluice.promotion.bpmn.verify.file.ProcessFile;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.problem.SluiceException;
import io.sluice.promotion.problem.UnavailableException;
import io.sluice.promotion.process.ProcessProof;
import io.sluice.promotion.request.PromotionRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.camunda.bpm.engine.runtime.ProcessInstance;

/** Moves running promotions to another version of their process: each in a transaction of its own, waiting where it waits. */
final class Migrations {
    /** What a step is for; where it differs the step is another one under the old id. */
    private static final List<String> NATURE = List.of(
            "the topic",
            "the step",
            "promotion.step",
            "promotion.stage",
            "the called process",
            "the time",
            "messageRef",
            "signalRef");

    private record Move(String process, int from, int to, PromotionId promotion) {}

    private final ProcessEngine engine;
    private final Acts acts;
    private final ProcessRecords records;
    private final Definitions definitions;
    private final Optional<Proofs> proofs;

    Migrations(
            ProcessEngine engine, Acts acts, ProcessRecords records, Definitions definitions, Optional<Proofs> proofs) {
        this.engine = engine;
        this.acts = acts;
        this.records = records;
        this.definitions = definitions;
        this.proofs = proofs;
    }

    MigrationPlan plan(OrganizationId organization, ProcessDefinition from, ProcessDefinition to) {
        Map<String, ProcessElement> before = elements(from);
        Map<String, ProcessElement> after = elements(to);
        Map<PromotionPolicy, List<String>> objections = new HashMap<>();
        List<MigrationPlan.Candidate> candidates = running(organization, from).stream()
                .map(instance -> {
                    List<String> standsAt = standsAt(instance);
                    List<String> obstacles = new ArrayList<>();
                    records.find(organization, new PromotionId(instance.getBusinessKey()))
                            .ifPresent(request -> records.policiesOf(request)
                                    .forEach(policy -> obstacles.addAll(objections.computeIfAbsent(
                                            policy, wanted -> objections(organization, to, wanted)))));
                    standsAt.forEach(step -> obstacle(step, before, after).ifPresent(obstacles::add));
                    return new MigrationPlan.Candidate(
                            new PromotionId(instance.getBusinessKey()),
                            standsAt,
                            obstacles.stream().distinct().toList());
                })
                .toList();
        return new MigrationPlan(from.getKey(), from.getVersion(), to.getVersion(), candidates);
    }

    List<Migrated> move(
            Actor actor,
            OrganizationId organization,
            ProcessDefinition from,
            ProcessDefinition to,
            List<PromotionId> promotions,
            IdempotencyKey key) {
        return promotions.stream()
                .map(promotion -> move(actor, organization, from, to, promotion, key))
                .toList();
    }

    private Migrated move(
            Actor actor,
            OrganizationId organization,
            ProcessDefinition from,
            ProcessDefinition to,
            PromotionId promotion,
            IdempotencyKey key) {
        Move move = new Move(from.getKey(), from.getVersion(), to.getVersion(), promotion);
        Acts.Event event = new Acts.Event(
                "process.migrated",
                Map.of(
                        "process",
                        from.getKey(),
                        "from",
                        (long) from.getVersion(),
                        "to",
                        (long) to.getVersion(),
                        "digest",
                        definitions.digest(to).value()));
        try {
            acts.performOn(
                    actor,
                    organization,
                    promotion,
                    Operation.MIGRATE_PROMOTIONS,
                    derived(key, promotion),
                    move,
                    event,
                    request -> execute(organization, request, from, to));
            return new Migrated(promotion, true, "");
        } catch (UnavailableException busy) {
            throw busy;
        } catch (SluiceException refusal) {
            return new Migrated(promotion, false, String.valueOf(refusal.getMessage()));
        }
    }

    /** The row of the promotion is locked, so nobody moves it on meanwhile. */
    private void execute(
            OrganizationId organization, PromotionRequest request, ProcessDefinition from, ProcessDefinition to) {
        MigrationPlan.Candidate candidate = plan(organization, from, to).promotions().stream()
                .filter(each -> each.promotion().equals(request.id()))
                .findFirst()
                .orElseThrow(() -> new ConflictException(
                        "migration.elsewhere", "It does not run on version " + from.getVersion() + "."));
        if (!candidate.canMove()) {
            throw new ConflictException("migration.refused", String.join(" ", candidate.obstacles()));
        }
        ProcessInstance instance = running(organization, from).stream()
                .filter(each -> each.getBusinessKey().equals(request.id().value()))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("promotion"));
        try {
            engine.getRuntimeService()
                    .newMigration(engine.getRuntimeService()
                            .createMigrationPlan(from.getId(), to.getId())
                            .mapEqualActivities()
                            .build())
                    .processInstanceIds(instance.getId())
                    .execute();
        } catch (OptimisticLockingException e) {
            throw new UnavailableException("engine.busy", "Somebody else changed the process at this moment.", e);
        } catch (BadUserRequestException e) {
            throw new ConflictException(
                    "migration.refused",
                    "The engine cannot move it: " + ProcessElement.shown(String.valueOf(e.getMessage())));
        }
    }

    private List<String> objections(OrganizationId organization, ProcessDefinition to, PromotionPolicy policy) {
        return proofs
                .map(judge -> judge.prove(organization, to, policy))
                .filter(proof -> !proof.proved())
                .map(ProcessProof::summary)
                .map(summary -> "Version " + to.getVersion() + " does not keep its policy. " + summary)
                .stream()
                .toList();
    }

    /** An element that stays what it was, in the same place, carries the promotion over. */
    private static Optional<String> obstacle(
            String step, Map<String, ProcessElement> before, Map<String, ProcessElement> after) {
        ProcessElement was = before.get(step);
        ProcessElement now = after.get(step);
        String shown = was == null ? "\"" + step + "\"" : was.element().shown();
        if (was == null || now == null) {
            return Optional.of(shown + ", where it waits, is not in the other version.");
        }
        if (!was.name().equals(now.name()) || !nature(was).equals(nature(now))) {
            return Optional.of(shown + ", where it waits, is another kind of step in the other version.");
        }
        return scopes(was).equals(scopes(now))
                ? Optional.empty()
                : Optional.of(shown + ", where it waits, lies in another sub-process in the other version.");
    }

    private static List<String> nature(ProcessElement element) {
        Map<String, String> settings = Differences.settings(element);
        boolean event = element.name().local().endsWith("Event");
        return NATURE.stream()
                .filter(name -> !name.equals("the time") || event)
                .map(name -> settings.keySet().stream()
                        .filter(key -> key.equals(name) || key.endsWith(" " + name))
                        .map(key -> name.equals("the time") ? "timer" : settings.getOrDefault(key, ""))
                        .findFirst()
                        .orElse(""))
                .toList();
    }

    private static List<String> scopes(ProcessElement element) {
        List<String> scopes = new ArrayList<>();
        Optional<ProcessElement> around = element.parent();
        while (around.isPresent() && !around.get().is("process")) {
            scopes.add(around.get().id());
            around = around.get().parent();
        }
        return scopes;
    }

    private Map<String, ProcessElement> elements(ProcessDefinition definition) {
        Map<String, ProcessElement> elements = new HashMap<>();
        ProcessFile.read(definitions.file(definition))
                .withDescendants()
                .filter(element -> !element.id().isEmpty())
                .forEach(element -> elements.put(element.id(), element));
        return elements;
    }

    private List<ProcessInstance> running(OrganizationId organization, ProcessDefinition definition) {
        return engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processDefinitionId(definition.getId())
                .rootProcessInstances()
                .variableValueEquals("organizationId", organization.value())
                .orderByBusinessKey()
                .asc()
                .list();
    }

    private List<String> standsAt(ProcessInstance instance) {
        ActivityInstance tree = engine.getRuntimeService().getActivityInstance(instance.getId());
        return tree == null ? List.of() : leaves(tree).distinct().sorted().toList();
    }

    private static Stream<String> leaves(ActivityInstance instance) {
        Stream<String> transitions = Arrays.stream(instance.getChildTransitionInstances())
                .map(transition -> transition.getActivityId().replace("#multiInstanceBody", ""));
        if (instance.getChildActivityInstances().length == 0 && instance.getChildTransitionInstances().length == 0) {
            return Stream.of(instance.getActivityId().replace("#multiInstanceBody", ""));
        }
        return Stream.concat(
                transitions, Arrays.stream(instance.getChildActivityInstances()).flatMap(Migrations::leaves));
    }

    /** Each promotion is a command of its own; the same key moves the same promotions once. */
    private static IdempotencyKey derived(IdempotencyKey key, PromotionId promotion) {
        String both = key.value() + " " + promotion.value();
        return new IdempotencyKey(
                "migration-" + Digest.of(both.getBytes(StandardCharsets.UTF_8)).value());
    }
}
