package io.sluice.promotion.command;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.command.FactsReader.People;
import io.sluice.promotion.command.FactsReader.Question;
import io.sluice.promotion.gate.GateFacts;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.jdbc.Read;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.release.Target;
import io.sluice.promotion.request.Approval;
import io.sluice.promotion.request.PromotionKind;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.workspace.Workspace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Everything that the gate has to know about a promotion, or about the wish for one, asked in one round trip: first the
 * targets, which are locked in the order that all promotions share, and behind them what is read under these locks.
 */
public final class Look implements Asked {
    /** What is looked at: everything about it that says what is to be asked. */
    record Matter(
            PromotionKind kind,
            OrganizationId organization,
            WorkspaceId source,
            WorkspaceId target,
            List<ArtifactVersion> versions,
            Optional<PromotionRequest> request) {
        static Matter of(PromotionRequest request, List<ArtifactVersion> versions) {
            return new Matter(
                    request.kind(),
                    request.organization(),
                    request.source(),
                    request.target(),
                    versions,
                    Optional.of(request));
        }

        static Matter of(Question question) {
            return new Matter(
                    question.kind(),
                    question.organization(),
                    question.source().id(),
                    question.target().id(),
                    question.versions(),
                    question.request());
        }
    }

    private final Storage storage;
    private final FactsReader facts;
    private final Matter matter;
    private final BiFunction<Workspace, Workspace, Question> asking;
    private final List<Sight> sights;
    private final Read<Optional<Workspace>> source;
    private final Read<Optional<Workspace>> target;
    private final Read<List<Approval>> approvals;

    Look(Storage storage, FactsReader facts, Matter matter, BiFunction<Workspace, Workspace, Question> asking) {
        this.storage = storage;
        this.facts = facts;
        this.matter = matter;
        this.asking = asking;
        this.sights = matter.versions().stream()
                .map(version -> new Sight(storage, matter, version, facts.now(), true))
                .toList();
        this.source = storage.workspaces().findRead(matter.organization(), matter.source());
        this.target = storage.workspaces().findRead(matter.organization(), matter.target());
        this.approvals = facts.approvalsRead(matter.organization(), matter.request());
    }

    /** The same answers, about a request of which more is known. */
    private Look(Look answered, PromotionRequest request) {
        this.storage = answered.storage;
        this.facts = answered.facts;
        this.matter = Matter.of(request, answered.matter.versions());
        this.asking = (from, into) -> Question.about(request, answered.matter.versions(), from, into);
        this.sights = answered.sights;
        this.source = answered.source;
        this.target = answered.target;
        this.approvals = answered.approvals;
    }

    @Override
    public List<Read<?>> reads() {
        List<Read<?>> reads = new ArrayList<>();
        inOrder().forEach(sight -> reads.add(sight.targetRead()));
        reads.add(source);
        reads.add(target);
        reads.add(approvals);
        sights.forEach(sight -> reads.addAll(sight.reads()));
        return reads;
    }

    /** The targets, locked. */
    public Map<ArtifactRef, Target> targets() {
        Map<ArtifactRef, Target> targets = new LinkedHashMap<>();
        inOrder()
                .forEach(sight ->
                        targets.put(sight.version().artifact(), sight.target().orElseThrow()));
        return targets;
    }

    /** What is to be judged, with the workspaces as they are now. */
    public Question question() {
        return asking.apply(Catalog.existing(source), Catalog.existing(target));
    }

    /** What the gate judges. */
    public GateFacts facts(People people) {
        return facts.read(question(), people, sights, approvals.value());
    }

    /** The answers. A target that nothing ever came to is made first, and locked, and everything asked again. */
    public Look made() {
        storage.ask(reads());
        if (sights.stream().allMatch(sight -> sight.target().isPresent())) {
            return this;
        }
        inOrder()
                .forEach(sight -> storage.targets()
                        .lock(
                                matter.organization(),
                                matter.target(),
                                sight.version().artifact()));
        return again();
    }

    /** The answers as they are now, under the same locks. */
    public Look again() {
        Look again = new Look(storage, facts, matter, asking);
        storage.ask(again.reads());
        return again;
    }

    /** The answers for a request as it is under its lock; asked anew where it is about something else than was known. */
    public Look under(PromotionRequest locked) {
        boolean same = matter.request()
                .filter(known -> known.subjectHash().equals(locked.subjectHash()))
                .isPresent();
        return same ? new Look(made(), locked) : facts.look(locked).made();
    }

    private List<Sight> inOrder() {
        return sights.stream()
                .sorted(Comparator.comparing(sight -> sight.version().artifact(), Target.LOCK_ORDER))
                .toList();
    }
}
