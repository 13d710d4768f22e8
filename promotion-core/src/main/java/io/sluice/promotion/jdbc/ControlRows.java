package io.sluice.promotion.jdbc;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.control.Control;
import io.sluice.promotion.control.ControlId;
import io.sluice.promotion.control.ControlScope;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.ReleaseId;
import io.sluice.promotion.identity.WorkspaceId;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What people put in the way of promotions. Internal: used by the entry package. */
public final class ControlRows {
    /** What a control is about, as its row says it. */
    public enum Kind {
        /** A stopped line. */
        LINE,
        /** A pinned artifact. */
        PIN,
        /** Bad content. */
        BAD,
        /** Held automation. */
        HOLD
    }

    private static final String INSERT = """
            INSERT INTO sluice_control (
                org_id, id, kind, workspace_id, artifact_kind, artifact_id, digest, release_id, reason, set_by, set_at,
                active_key)
            VALUES (
                :org, :id, :kind, :workspace, :artifactKind, :artifactId, :digest, :release, :reason, :setBy, :setAt,
                :activeKey)""";

    private static final String LIFT = """
            UPDATE sluice_control
               SET lifted_by = :liftedBy, lifted_at = :liftedAt, lift_reason = :liftReason, active_key = NULL
             WHERE org_id = :org AND id = :id AND active_key IS NOT NULL""";

    private static final String LIST = """
            SELECT c.org_id, c.id, c.kind, c.workspace_id, c.artifact_kind, c.artifact_id, c.digest, c.release_id,
                   c.reason, c.set_by, c.set_at, c.lifted_by, c.lifted_at, c.lift_reason
              FROM sluice_control c
             WHERE c.org_id = :org""";

    private static final String FIND = LIST + " AND c.id = :id";

    private static final String IN_FORCE = LIST + " AND c.active_key = :activeKey";

    private static final String CONCERNING = LIST + """

             AND c.active_key IN (:line, :everyLine, :pin, :bad, :hold)
             ORDER BY c.id""";

    private static final String OF_KIND = LIST + """

             AND c.kind = :kind AND c.active_key IS NOT NULL
             ORDER BY c.id""";

    private final Sql sql;

    ControlRows(Sql sql) {
        this.sql = sql;
    }

    /** Adds a control unless there is one in force about the same thing; says whether it did. */
    public boolean insertIfAbsent(Control control) {
        ControlScope scope = control.scope();
        return sql.insertIfAbsent(
                INSERT,
                Values.of(control.organization())
                        .and("id", control.id())
                        .and("kind", kind(scope))
                        .and("workspace", workspace(scope))
                        .and("artifactKind", artifact(scope).map(ArtifactRef::kind))
                        .and("artifactId", artifact(scope).map(ArtifactRef::id))
                        .and("digest", digest(scope))
                        .and("release", release(scope))
                        .and("reason", control.reason())
                        .and("setBy", control.setBy())
                        .and("setAt", control.setAt())
                        .and("activeKey", scope.key()));
    }

    /** Lifts a control; false when somebody else was faster. */
    public boolean lift(Control lifted) {
        Control.Lifted end = lifted.lifted().orElseThrow();
        return sql.update(
                        LIFT,
                        Values.of(lifted.organization())
                                .and("id", lifted.id())
                                .and("liftedBy", end.by())
                                .and("liftedAt", end.at())
                                .and("liftReason", end.reason()))
                == 1;
    }

    /** The control, if there is one. */
    public Optional<Control> find(OrganizationId organization, ControlId id) {
        return sql.find(FIND, Values.of(organization).and("id", id), ControlRows::read);
    }

    /** The control in force with this key, if one is. */
    public Optional<Control> inForce(OrganizationId organization, String key) {
        return sql.find(IN_FORCE, Values.of(organization).and("activeKey", key), ControlRows::read);
    }

    /** Everything in force that can matter to this content on its way into a workspace. */
    public List<Control> concerning(
            OrganizationId organization, WorkspaceId target, ArtifactRef artifact, Digest digest) {
        return concerningRead(organization, target, artifact, digest).value();
    }

    /** The question for everything in force that can matter to this content. */
    public Read<List<Control>> concerningRead(
            OrganizationId organization, WorkspaceId target, ArtifactRef artifact, Digest digest) {
        return sql.read(
                CONCERNING,
                Values.of(organization)
                        .and("line", new ControlScope.Line(Optional.of(target)).key())
                        .and("everyLine", new ControlScope.Line(Optional.empty()).key())
                        .and("pin", ControlScope.pin(target, artifact))
                        .and("bad", new ControlScope.BadVersion(artifact, digest).key())
                        .and("hold", new ControlScope.AutomationHeld(target, artifact).key()),
                ControlRows::read,
                rows -> rows);
    }

    /** Everything of a kind that is in force, the first one first. */
    public List<Control> inForce(OrganizationId organization, Kind kind) {
        return sql.list(OF_KIND, Values.of(organization).and("kind", kind), ControlRows::read);
    }

    private static Kind kind(ControlScope scope) {
        if (scope instanceof ControlScope.Line) {
            return Kind.LINE;
        }
        if (scope instanceof ControlScope.Pinned) {
            return Kind.PIN;
        }
        return scope instanceof ControlScope.BadVersion ? Kind.BAD : Kind.HOLD;
    }

    private static Optional<WorkspaceId> workspace(ControlScope scope) {
        if (scope instanceof ControlScope.Line line) {
            return line.workspace();
        }
        if (scope instanceof ControlScope.Pinned pinned) {
            return Optional.of(pinned.workspace());
        }
        return scope instanceof ControlScope.AutomationHeld held ? Optional.of(held.workspace()) : Optional.empty();
    }

    private static Optional<ArtifactRef> artifact(ControlScope scope) {
        if (scope instanceof ControlScope.Pinned pinned) {
            return Optional.of(pinned.artifact());
        }
        if (scope instanceof ControlScope.BadVersion bad) {
            return Optional.of(bad.artifact());
        }
        return scope instanceof ControlScope.AutomationHeld held ? Optional.of(held.artifact()) : Optional.empty();
    }

    private static Optional<Digest> digest(ControlScope scope) {
        return scope instanceof ControlScope.BadVersion bad ? Optional.of(bad.digest()) : Optional.empty();
    }

    private static Optional<ReleaseId> release(ControlScope scope) {
        return scope instanceof ControlScope.Pinned pinned ? Optional.of(pinned.release()) : Optional.empty();
    }

    private static Control read(Row row) throws SQLException {
        Optional<PersonId> liftedBy = row.optional("lifted_by", PersonId::new);
        return new Control(
                row.organization(),
                row.get("id", ControlId::new),
                scope(row),
                row.text("reason"),
                row.get("set_by", PersonId::new),
                row.instant("set_at"),
                liftedBy.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                new Control.Lifted(liftedBy.get(), row.instant("lifted_at"), row.text("lift_reason"))));
    }

    private static ControlScope scope(Row row) throws SQLException {
        return switch (row.get("kind", Kind::valueOf)) {
            case LINE -> new ControlScope.Line(row.optional("workspace_id", WorkspaceId::new));
            case PIN ->
                new ControlScope.Pinned(
                        row.get("workspace_id", WorkspaceId::new),
                        row.artifact(),
                        row.get("release_id", ReleaseId::new));
            case BAD -> new ControlScope.BadVersion(row.artifact(), row.get("digest", Digest::new));
            case HOLD -> new ControlScope.AutomationHeld(row.get("workspace_id", WorkspaceId::new), row.artifact());
        };
    }
}
