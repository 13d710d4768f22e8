package io.sluice.promotion.bpmn;

import io.sluice.promotion.PromotionSteps;
import io.sluice.promotion.bpmn.deploy.Definitions;
import io.sluice.promotion.bpmn.deploy.PlainReminder;
import io.sluice.promotion.bpmn.engine.DueTimers;
import io.sluice.promotion.bpmn.engine.DueTimers.Next;
import io.sluice.promotion.bpmn.engine.DueTimers.Place;
import io.sluice.promotion.bpmn.engine.DueTimers.Timer;
import io.sluice.promotion.bpmn.engine.OwnDefinitions;
import io.sluice.promotion.bpmn.engine.PromotionEngine;
import io.sluice.promotion.bpmn.step.PromotionKey;
import io.sluice.promotion.bpmn.step.ReminderCycle;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.process.TraceEntry;
import io.sluice.promotion.request.Reminded;
import io.sluice.promotion.transaction.Transactions;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.VariableInstance;

/**
 * Serves reminders that are due, many in one transaction: messages, audit, the way and the timer of each commit together
 * or not at all. Only {@linkplain PlainReminder plain} ones; all others, and whatever is left over here, the engine's job
 * executor runs one by one. Any number of nodes may sweep at a time: a timer and a promotion are locked while they are
 * served, and nobody waits for a locked one.
 */
final class ReminderSweep {
    /** More do not make it faster, but have whoever decides on one of them wait longer. */
    private static final int BATCH = 100;

    private final PromotionSteps steps;
    private final ProcessEngine engine;
    private final OwnDefinitions own;
    private final Transactions transactions;
    private final Definitions definitions;
    private final DueTimers timers;
    /** By the definition of the job. What a definition says never changes. */
    private final Map<String, Optional<PlainReminder>> known = new ConcurrentHashMap<>();

    ReminderSweep(PromotionSteps steps, PromotionEngine engine, Transactions transactions) {
        this.steps = steps;
        this.engine = engine.processEngine();
        this.own = engine.own();
        this.transactions = transactions;
        this.definitions = new Definitions(() -> engine);
        this.timers = new DueTimers(engine.processEngine(), transactions);
    }

    /** Serves some; says how many. */
    int run() {
        Instant now = steps.now();
        Map<String, PlainReminder> plain = plain(timers.places(now));
        if (plain.isEmpty()) {
            return 0;
        }
        int[] served = {0};
        BpmnFlow.retryable(() -> served[0] = transactions.required(() -> serve(plain, now)));
        return served[0];
    }

    private Map<String, PlainReminder> plain(List<Place> places) {
        Map<String, PlainReminder> plain = new HashMap<>();
        places.forEach(place -> known.computeIfAbsent(place.definition(), id -> look(place))
                .ifPresent(reminder -> plain.put(place.definition(), reminder)));
        return plain;
    }

    private Optional<PlainReminder> look(Place place) {
        if (!own.has(place.process())) {
            return Optional.empty();
        }
        return Optional.ofNullable(engine.getManagementService()
                        .createJobDefinitionQuery()
                        .jobDefinitionId(place.definition())
                        .singleResult())
                .flatMap(job -> definitions.plainReminder(place.process(), job.getActivityId()));
    }

    private int serve(Map<String, PlainReminder> plain, Instant now) {
        List<Timer> due = timers.take(plain.keySet(), now, BATCH);
        if (due.isEmpty()) {
            return 0;
        }
        Map<String, PromotionKey> keys = keys(due);
        Map<PromotionKey, Timer> firsts = new LinkedHashMap<>();
        due.forEach(timer ->
                Optional.ofNullable(keys.get(timer.instance())).ifPresent(key -> firsts.putIfAbsent(key, timer)));
        Map<String, Next> next = new HashMap<>();
        firsts.entrySet().stream()
                .collect(Collectors.groupingBy(entry -> entry.getKey().organization()))
                .forEach((organization, entries) -> {
                    Map<PromotionId, Timer> of = entries.stream()
                            .collect(Collectors.toMap(entry -> entry.getKey().promotion(), Map.Entry::getValue));
                    next.putAll(serve(organization, of, plain));
                });
        if (!next.isEmpty()) {
            timers.move(next);
        }
        return next.size();
    }

    private Map<String, Next> serve(
            OrganizationId organization, Map<PromotionId, Timer> due, Map<String, PlainReminder> plain) {
        Map<PromotionId, String> approvals = new HashMap<>();
        due.forEach((promotion, timer) -> approvals.put(
                promotion, Objects.requireNonNull(plain.get(timer.definition())).approval()));
        Map<PromotionId, TraceEntry> ways = new LinkedHashMap<>();
        Map<String, Next> next = new HashMap<>();
        Instant now = steps.now();
        for (Reminded reminded : steps.remind(organization, approvals)) {
            Timer timer = Objects.requireNonNull(due.get(reminded.promotion().id()));
            PlainReminder reminder = Objects.requireNonNull(plain.get(timer.definition()));
            ReminderCycle cycle = ReminderCycle.of(reminded.next(), reminded.deadline());
            next.put(timer.id(), new Next(cycle.first(), cycle.text()));
            // What a called process does is not told.
            if (reminder.process().equals(reminded.promotion().process())) {
                ways.put(
                        reminded.promotion().id(),
                        new TraceEntry(reminder.process(), reminder.version(), reminder.own(), now, reminder.way()));
            }
        }
        steps.processes().trace(organization, ways);
        return next;
    }

    /** Whose the instances are. */
    private Map<String, PromotionKey> keys(List<Timer> due) {
        Map<String, Map<String, Object>> variables = new HashMap<>();
        List<VariableInstance> found = engine.getRuntimeService()
                .createVariableInstanceQuery()
                .variableNameIn(PromotionKey.ORGANIZATION, PromotionKey.PROMOTION)
                .executionIdIn(due.stream().map(Timer::instance).distinct().toArray(String[]::new))
                .list();
        found.forEach(variable -> variables
                .computeIfAbsent(variable.getExecutionId(), id -> new HashMap<>())
                .put(variable.getName(), variable.getValue()));
        return variables.entrySet().stream()
                .filter(entry -> entry.getValue().size() == 2)
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> PromotionKey.of(entry.getValue())));
    }
}
