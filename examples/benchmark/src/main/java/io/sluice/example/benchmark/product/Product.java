package io.sluice.example.benchmark.product;

import io.sluice.example.benchmark.contest.Child;
import io.sluice.example.benchmark.contest.Contestant;
import io.sluice.example.benchmark.contest.Hints;
import io.sluice.example.benchmark.contest.SqlCount;
import io.sluice.promotion.ExportRange;
import io.sluice.promotion.Sluice;
import io.sluice.promotion.audit.export.AuditVerifier;
import io.sluice.promotion.audit.export.Checkpoints;
import io.sluice.promotion.audit.export.Verification;
import io.sluice.promotion.bpmn.SluiceEngine;
import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;

/**
 * Sluice with everything that it does: permissions, checks with their results, gate, audit trail, release, messages to
 * people. A promotion is known by its artifact, which only it moves at the time: as many artifacts as are under way at once
 * get version after version.
 */
public final class Product implements Contestant {
    /** How many entries the first page of a queue has. */
    private static final int PAGE = 50;

    private static final int BOARD_ARTIFACTS = 200;

    private final SluiceEngine engine;
    private final Sluice sluice;
    private final Surroundings surroundings;
    private final Places places;
    private final String names;
    private final Queue<Subject> registered = new ConcurrentLinkedQueue<>();
    private final Map<String, Subject> underWay = new ConcurrentHashMap<>();
    private final Queue<Subject> finished = new ConcurrentLinkedQueue<>();
    private final OrganizationId looksAt;
    private final Map<String, PromotionId> promotions = new ConcurrentHashMap<>();
    private boolean boardThere;
    private byte[] export = {};
    private int exported;

    private Product(SluiceEngine engine, Surroundings surroundings, Map<String, String> options) {
        this.engine = engine;
        this.sluice = engine.sluice();
        this.surroundings = surroundings;
        this.places = new Places(sluice, Places.RUNS, options.getOrDefault("path", ""));
        this.names = options.getOrDefault("names", "a-");
        this.looksAt = Optional.ofNullable(options.get("organization"))
                .map(OrganizationId::new)
                .orElse(Places.RUNS);
        Duration deadline = Duration.parse(options.getOrDefault("deadline", "P3D"));
        places.open(deadline);
        if (!looksAt.equals(Places.RUNS)) {
            new Places(sluice, looksAt, "").open(deadline);
        }
    }

    /**
     * Options: {@code deadline} of an approval, whose half is the time of the first reminder; {@code path} tells the
     * workspaces of these promotions from others; {@code names} is what the names of their artifacts begin with; {@code
     * organization} is another one, whose queue is looked at; {@code approvers} is how many there are, three at least.
     */
    public static void main(String[] arguments) throws IOException {
        SqlCount count = new SqlCount("sluice_");
        Child.serve(arguments, count, (database, source, hints, options) -> open(source, count, hints, options));
    }

    private static Product open(DataSource source, SqlCount count, Hints hints, Map<String, String> options) {
        Surroundings surroundings = new Surroundings(hints);
        count.afterCommit(surroundings::committed);
        SluiceEngine engine = SluiceEngine.builder()
                .dataSource(source)
                .directory(new Staff(Integer.parseInt(options.getOrDefault("approvers", "3")) - 3))
                .deployer(surroundings.deployer())
                .check(surroundings.check(CheckName.TESTS))
                .check(surroundings.check(CheckName.SECURITY))
                .check(surroundings.check(CheckName.PERFORMANCE))
                .notifier(surroundings.notifier())
                .start();
        try {
            return new Product(engine, surroundings, options);
        } catch (RuntimeException e) {
            // Its threads would keep the program, and whoever waits for it.
            engine.close();
            throw e;
        }
    }

    @Override
    public void prepare(int count) {
        for (int i = 0; i < count; i++) {
            Subject before = finished.poll();
            register(before == null ? fresh() : before.next());
        }
    }

    @Override
    public void prepareAnew(int count) {
        for (int i = 0; i < count; i++) {
            register(fresh());
        }
    }

    /** Names that begin differently keep apart what was promoted to the end before. */
    private Subject fresh() {
        Subject subject = new Subject(names + UUID.randomUUID(), 1);
        surroundings.await(subject.artifact());
        return subject;
    }

    private void register(Subject subject) {
        places.register(subject);
        registered.add(subject);
    }

    @Override
    public String request() {
        Subject subject = registered.remove();
        PromotionRequest request = sluice.promotions()
                .request(human(Staff.REQUESTER), Places.RUNS, places.wanted(subject), IdempotencyKey.unique());
        promotions.put(subject.artifact(), request.id());
        underWay.put(subject.artifact(), subject);
        return subject.artifact();
    }

    @Override
    public boolean approve(String artifact) {
        for (String person : Staff.APPROVERS.subList(0, 2)) {
            PromotionRequest seen = seen(artifact, person);
            if (seen.phase() != PromotionPhase.AWAITING_APPROVAL) {
                return false;
            }
            sluice.promotions()
                    .approve(
                            human(person), Places.RUNS, seen.id(), seen.subjectHash(), "fine", IdempotencyKey.unique());
        }
        return true;
    }

    @Override
    public boolean isFinished(String artifact) {
        PromotionRequest seen = seen(artifact, Staff.REQUESTER);
        if (!seen.isOpen() && seen.status() != PromotionStatus.COMPLETED) {
            throw new IllegalStateException("A promotion ended as " + seen.status() + ": " + seen.detail());
        }
        if (!seen.isOpen()) {
            Optional.ofNullable(underWay.remove(artifact)).ifPresent(finished::add);
        }
        return !seen.isOpen();
    }

    /** Delivers what the background has not delivered yet. */
    @Override
    public void settle() {
        int delivered = 1;
        while (delivered > 0) {
            delivered = sluice.outbox().dispatch();
        }
    }

    @Override
    public int queue() {
        return sluice.tasks()
                .page(human(Staff.APPROVERS.get(0)), looksAt, Optional.empty(), PAGE)
                .size();
    }

    @Override
    public int board() {
        if (!boardThere) {
            boardThere = true;
            places.openBoard(BOARD_ARTIFACTS);
        }
        return sluice.overview()
                .board(human(Staff.ADMINISTRATOR), Places.BOARD)
                .rows()
                .size();
    }

    @Override
    public int exportAudit() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        exported = Math.toIntExact(sluice.audit()
                .export(human(Staff.AUDITOR), Places.RUNS, ExportRange.everything(), out)
                .events());
        export = out.toByteArray();
        return exported;
    }

    @Override
    public int verifyAudit() {
        try {
            Verification answer =
                    new AuditVerifier(new Checkpoints(), List.of(), List.of()).verify(new ByteArrayInputStream(export));
            if (answer instanceof Verification.Tampered tampered) {
                throw new IllegalStateException(tampered.reason());
            }
            return exported;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<Deadline> deadlines() {
        return List.of(new Deadline("sluice_task", "id"), new Deadline("sluice_task_role", "task_id"));
    }

    @Override
    public long reminders() {
        return surroundings.reminders();
    }

    @Override
    public void close() {
        engine.close();
    }

    private PromotionRequest seen(String artifact, String person) {
        PromotionId id = promotions.get(artifact);
        if (id == null) {
            throw new IllegalStateException("Nobody asked to promote " + artifact + ".");
        }
        return sluice.promotions().get(human(person), Places.RUNS, id);
    }

    private Actor human(String person) {
        return sluice.actors().human(person);
    }
}
