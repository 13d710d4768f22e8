package io.sluice.promotion.jdbc;

import io.sluice.promotion.access.Delegation;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.request.PromotionRequest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who is away, and who stands in. Internal: used by the entry package. */
public final class DelegationRows {
    /**
     * A request as somebody who may decide on it needs it.
     *
     * @param request the request
     * @param inForce the number of the target's policy revision now
     * @param delegations what is delegated to that person at present
     */
    public record Around(PromotionRequest request, int inForce, List<Delegation> delegations) {
        /** Copies the list. */
        public Around {
            delegations = List.copyOf(delegations);
        }
    }

    private record Line(PromotionRequest request, int inForce, Optional<Delegation> delegation) {}

    private static final String COLUMNS = """
            d.org_id AS delegation_org, d.id AS delegation_id, d.delegator, d.delegate, d.role AS delegated_role,
            d.workspace_id AS delegated_workspace, d.as_named, d.reason AS delegation_reason, d.from_at, d.until_at,
            d.ended_at AS delegation_ended""";

    private static final String HOLDS = "d.ended_at IS NULL AND d.from_at <= :now AND d.until_at > :now";

    private static final String INSERT = """
            INSERT INTO sluice_delegation (
                org_id, id, delegator, delegate, role, workspace_id, as_named, reason, from_at, until_at, ended_at)
            VALUES (
                :org, :id, :delegator, :delegate, :role, :workspace, :asNamed, :reason, :from, :until, :endedAt)""";

    private static final String END = """
            UPDATE sluice_delegation SET ended_at = :endedAt
             WHERE org_id = :org AND id = :id AND ended_at IS NULL""";

    private static final String FIND = "SELECT " + COLUMNS + """

              FROM sluice_delegation d
             WHERE d.org_id = :org AND d.id = :id""";

    private static final String LOCK = FIND + " FOR UPDATE";

    private static final String TO_PERSON = "SELECT " + COLUMNS + """

              FROM sluice_delegation d
             WHERE d.org_id = :org AND d.delegate = :person AND\s""" + HOLDS + " ORDER BY d.id";

    private static final String OF_PERSONS = "SELECT " + COLUMNS + """

              FROM sluice_delegation d
             WHERE d.org_id = :org AND d.delegator = ANY(:persons) AND\s""" + HOLDS + " ORDER BY d.id";

    private static final String OVERLAPPING = "SELECT " + COLUMNS + """

              FROM sluice_delegation d
             WHERE d.org_id = :org AND d.until_at > :from AND d.from_at < :until AND d.ended_at IS NULL
             ORDER BY d.until_at, d.id""";

    private static final String INVOLVING = "SELECT " + COLUMNS + """

              FROM sluice_delegation d
             WHERE d.org_id = :org AND (d.delegator = :person OR d.delegate = :person) AND d.until_at > :now
               AND d.ended_at IS NULL
             ORDER BY d.from_at, d.id""";

    private static final String AROUND =
            "SELECT w.policy_revision AS in_force, " + PromotionRows.COLUMNS + ", " + COLUMNS + """

              FROM sluice_promotion p
              JOIN sluice_workspace w ON w.org_id = p.org_id AND w.id = p.target_id
              LEFT JOIN sluice_delegation d ON d.org_id = p.org_id AND d.delegate = :person AND\s""" + HOLDS + """

             WHERE p.org_id = :org AND p.id = :id
             ORDER BY d.id""";

    private final Sql sql;

    DelegationRows(Sql sql) {
        this.sql = sql;
    }

    /** Adds one; refuses one that exists with {@code object.exists}. */
    public void insert(Delegation delegation) {
        sql.insert(
                INSERT,
                Values.of(delegation.organization())
                        .and("id", delegation.id())
                        .and("delegator", delegation.delegator())
                        .and("delegate", delegation.delegate())
                        .and("role", delegation.role())
                        .and("workspace", delegation.workspace())
                        .and("asNamed", delegation.asNamed())
                        .and("reason", delegation.reason())
                        .and("from", delegation.from())
                        .and("until", delegation.until())
                        .and("endedAt", delegation.endedAt()));
    }

    /** Ends one before its time; without effect when it was ended already. */
    public void end(OrganizationId organization, String id, Instant at) {
        sql.update(END, Values.of(organization).and("id", id).and("endedAt", at));
    }

    /** One of them. */
    public Optional<Delegation> find(OrganizationId organization, String id) {
        return sql.find(FIND, Values.of(organization).and("id", id), DelegationRows::read);
    }

    /** One of them, locked. */
    public Optional<Delegation> lock(OrganizationId organization, String id) {
        return sql.lock(LOCK, Values.of(organization).and("id", id), DelegationRows::read);
    }

    /** What is delegated to a person at that moment. */
    public List<Delegation> to(OrganizationId organization, PersonId person, Instant now) {
        return sql.list(TO_PERSON, Values.of(organization).and("person", person).and("now", now), DelegationRows::read);
    }

    /** Who of these persons is away at that moment. */
    public List<Delegation> of(OrganizationId organization, List<PersonId> persons, Instant now) {
        if (persons.isEmpty()) {
            return List.of();
        }
        String[] ids = persons.stream().map(PersonId::value).toArray(String[]::new);
        return sql.list(OF_PERSONS, Values.of(organization).and("persons", ids).and("now", now), DelegationRows::read);
    }

    /** All that hold at some moment between the two. */
    public List<Delegation> overlapping(OrganizationId organization, Instant from, Instant until) {
        return sql.list(
                OVERLAPPING, Values.of(organization).and("from", from).and("until", until), DelegationRows::read);
    }

    /** What a person delegated or was delegated, as far as it is not over. */
    public List<Delegation> involving(OrganizationId organization, PersonId person, Instant now) {
        return sql.list(INVOLVING, Values.of(organization).and("person", person).and("now", now), DelegationRows::read);
    }

    /** A request, the revision in force in its target, and what is delegated to a person: one question. */
    public Optional<Around> around(OrganizationId organization, PromotionId promotion, PersonId person, Instant now) {
        List<Line> lines = sql.list(
                AROUND,
                Values.of(organization)
                        .and("id", promotion)
                        .and("person", person)
                        .and("now", now),
                row -> new Line(
                        PromotionRows.read(row),
                        row.integer("in_force"),
                        row.optionalText("delegation_id").isPresent() ? Optional.of(read(row)) : Optional.empty()));
        return lines.stream()
                .findFirst()
                .map(first -> new Around(
                        first.request(),
                        first.inForce(),
                        lines.stream()
                                .flatMap(line -> line.delegation().stream())
                                .toList()));
    }

    private static Delegation read(Row row) throws SQLException {
        return new Delegation(
                row.get("delegation_org", OrganizationId::new),
                row.text("delegation_id"),
                row.get("delegator", PersonId::new),
                row.optional("delegate", PersonId::new),
                row.optional("delegated_role", RoleId::new),
                row.optional("delegated_workspace", WorkspaceId::new),
                row.flag("as_named"),
                row.text("delegation_reason"),
                row.instant("from_at"),
                row.instant("until_at"),
                row.optionalInstant("delegation_ended"));
    }
}
