package io.sluice.promotion.spring.rest.control;

import io.sluice.promotion.control.Control;
import io.sluice.promotion.control.ControlScope;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.spring.rest.ArtifactView;
import io.sluice.promotion.spring.rest.People;
import io.sluice.promotion.spring.rest.Person;
import java.time.Instant;
import java.util.Optional;

/** What somebody put in the way of promotions. */
record ControlView(
        String id,
        Kind kind,
        Optional<String> workspace,
        Optional<ArtifactView> artifact,
        Optional<String> release,
        Optional<String> digest,
        String reason,
        Person by,
        Instant since,
        Optional<Lifted> lifted) {
    enum Kind {
        LINE_STOP,
        PIN,
        AUTOMATION_HOLD,
        BAD_VERSION
    }

    record Lifted(Person by, Instant at, String reason) {}

    static ControlView of(Control control, People people) {
        ControlScope scope = control.scope();
        if (scope instanceof ControlScope.Line line) {
            return of(control, Kind.LINE_STOP, line.workspace(), Optional.empty(), people);
        }
        if (scope instanceof ControlScope.AutomationHeld held) {
            return of(
                    control,
                    Kind.AUTOMATION_HOLD,
                    Optional.of(held.workspace()),
                    Optional.of(ArtifactView.of(held.artifact())),
                    people);
        }
        if (scope instanceof ControlScope.Pinned pinned) {
            return of(
                            control,
                            Kind.PIN,
                            Optional.of(pinned.workspace()),
                            Optional.of(ArtifactView.of(pinned.artifact())),
                            people)
                    .to(Optional.of(pinned.release().value()), Optional.empty());
        }
        ControlScope.BadVersion bad = (ControlScope.BadVersion) scope;
        return of(control, Kind.BAD_VERSION, Optional.empty(), Optional.of(ArtifactView.of(bad.artifact())), people)
                .to(Optional.empty(), Optional.of(bad.digest().value()));
    }

    private static ControlView of(
            Control control,
            Kind kind,
            Optional<WorkspaceId> workspace,
            Optional<ArtifactView> artifact,
            People people) {
        return new ControlView(
                control.id().value(),
                kind,
                workspace.map(WorkspaceId::value),
                artifact,
                Optional.empty(),
                Optional.empty(),
                control.reason(),
                people.person(control.setBy()),
                control.setAt(),
                control.lifted().map(lifted -> new Lifted(people.person(lifted.by()), lifted.at(), lifted.reason())));
    }

    private ControlView to(Optional<String> thatRelease, Optional<String> thatDigest) {
        return new ControlView(id, kind, workspace, artifact, thatRelease, thatDigest, reason, by, since, lifted);
    }
}
