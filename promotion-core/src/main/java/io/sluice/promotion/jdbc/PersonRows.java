package io.sluice.promotion.jdbc;

import io.sluice.promotion.audit.ActorRef;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Whom the references in audit events mean, and how a person is forgotten. Internal: used by the packages above. */
public final class PersonRows {
    /**
     * A reference and whom it means.
     *
     * @param person empty once erased, like the salt
     */
    public record Entry(ActorRef ref, Optional<PersonId> person, Optional<String> salt, Optional<Instant> erasedAt) {}

    private static final String FIND = """
            SELECT ref
              FROM sluice_person
             WHERE org_id = :org AND person = :person""";

    private static final String INSERT = """
            INSERT INTO sluice_person (org_id, ref, person, salt, since)
            VALUES (:org, :ref, :person, :salt, :since)""";

    private static final String LIST = """
            SELECT ref, person, salt, erased_at
              FROM sluice_person
             WHERE org_id = :org
             ORDER BY ref""";

    private static final String AMONG = """
            SELECT ref, person, salt, erased_at
              FROM sluice_person
             WHERE org_id = :org AND ref = ANY (:refs)
             ORDER BY ref""";

    private static final String ERASE = """
            UPDATE sluice_person SET person = NULL, salt = NULL, erased_at = :at
             WHERE org_id = :org AND ref = :ref""";

    private static final String ERASE_WORDS = """
            UPDATE sluice_audit_event SET texts = NULL, salt = NULL
             WHERE org_id = :org AND texts IS NOT NULL
               AND (actor = 'HUMAN:' || :ref OR actor = 'SERVICE:' || :ref)""";

    /** Where the id of a person stands alone. */
    private static final List<String> COLUMNS = List.of(
            "sluice_policy_revision.created_by",
            "sluice_artifact_version.registered_by",
            "sluice_configuration.changed_by",
            "sluice_configuration_keys.changed_by",
            "sluice_promotion.requested_by",
            "sluice_promotion.ended_by",
            "sluice_approval.person",
            "sluice_approval.on_behalf_of",
            "sluice_comment.author",
            "sluice_promotion_look.person",
            "sluice_delegation.delegator",
            "sluice_delegation.delegate",
            "sluice_policy_change.proposed_by",
            "sluice_policy_vote.person",
            "sluice_bypass.requested_by",
            "sluice_bypass.confirmed_by",
            "sluice_bypass.reviewed_by",
            "sluice_control.set_by",
            "sluice_control.lifted_by",
            "sluice_check_revocation.revoked_by",
            "sluice_outbox.recipient",
            "sluice_webhook.created_by",
            "sluice_person_preference.person",
            "sluice_legal_hold.set_by",
            "sluice_legal_hold.lifted_by");

    /** Where it stands in a JSON text. */
    private static final List<String> JSON_COLUMNS = List.of(
            "sluice_artifact_version.authors",
            "sluice_gate_record.approvers",
            "sluice_task.assigned",
            "sluice_outbox.audience",
            "sluice_outbox.facts");

    private static final String OPEN = """
            SELECT COUNT(*) AS open
              FROM sluice_promotion p
             WHERE p.org_id = :org AND p.ended_at IS NULL
               AND (p.requested_by = :person OR EXISTS (
                    SELECT 1 FROM sluice_approval a
                     WHERE a.org_id = p.org_id AND a.promotion_id = p.id AND a.person = :person))""";

    private static final String WORDS_OF_REQUESTS = """
            UPDATE sluice_promotion SET reason = ''
             WHERE org_id = :org AND requested_by = :person""";

    private static final String WORDS_OF_APPROVALS = """
            UPDATE sluice_approval SET comment_text = ''
             WHERE org_id = :org AND person = :person""";

    private static final String REPORTED_BY = """
            UPDATE sluice_check_result SET reported_by = REPLACE(reported_by, :person, :pseudonym)
             WHERE org_id = :org AND (reported_by = 'HUMAN:' || :person OR reported_by = 'SERVICE:' || :person)""";

    private final Sql sql;

    PersonRows(Sql sql) {
        this.sql = sql;
    }

    /** The reference to a person, if there is one already. */
    public Optional<ActorRef> find(OrganizationId organization, PersonId person) {
        return sql.find(FIND, Values.of(organization).and("person", person), row -> row.get("ref", ActorRef::new));
    }

    /** Adds a reference unless the person has one, which somebody else may just be adding. */
    public void insertIfAbsent(OrganizationId organization, ActorRef ref, PersonId person, String salt, Instant since) {
        sql.insertIfAbsent(
                INSERT,
                Values.of(organization)
                        .and("ref", ref.value())
                        .and("person", person)
                        .and("salt", salt)
                        .and("since", since));
    }

    /** All references of an organization. */
    public List<Entry> list(OrganizationId organization) {
        return sql.list(LIST, Values.of(organization), PersonRows::read);
    }

    /** Those among these references that the organization has. */
    public List<Entry> among(OrganizationId organization, Collection<String> refs) {
        return sql.list(AMONG, Values.of(organization).and("refs", refs.toArray(String[]::new)), PersonRows::read);
    }

    /** How many open promotions the person requested or decided about. */
    public long open(OrganizationId organization, PersonId person) {
        return sql.find(OPEN, Values.of(organization).and("person", person), row -> row.number("open"))
                .orElse(0L);
    }

    /** Forgets whom the reference means and what that person wrote; elsewhere {@code erased-} and the reference remain. */
    public void erase(OrganizationId organization, ActorRef ref, PersonId person, Instant at) {
        Values byPerson = Values.of(organization).and("person", person);
        sql.update(WORDS_OF_REQUESTS, byPerson);
        sql.update(WORDS_OF_APPROVALS, byPerson);
        sql.update(ERASE_WORDS, Values.of(organization).and("ref", ref.value()));
        String pseudonym = "erased-" + ref.value();
        Values alone = Values.of(organization).and("person", person).and("pseudonym", pseudonym);
        COLUMNS.forEach(column -> sql.update(replacement(column), alone));
        sql.update(REPORTED_BY, alone);
        Values inJson = Values.of(organization)
                .and("person", Json.write(person.value()))
                .and("pseudonym", Json.write(pseudonym));
        JSON_COLUMNS.forEach(column -> sql.update(jsonReplacement(column), inJson));
        sql.updateOne(ERASE, Values.of(organization).and("ref", ref.value()).and("at", at));
    }

    private static String replacement(String qualified) {
        String table = qualified.substring(0, qualified.indexOf('.'));
        String column = qualified.substring(qualified.indexOf('.') + 1);
        return "UPDATE " + table + " SET " + column + " = :pseudonym WHERE org_id = :org AND " + column + " = :person";
    }

    private static String jsonReplacement(String qualified) {
        String table = qualified.substring(0, qualified.indexOf('.'));
        String column = qualified.substring(qualified.indexOf('.') + 1);
        return "UPDATE " + table + " SET " + column + " = REPLACE(" + column
                + ", :person, :pseudonym) WHERE org_id = :org AND POSITION(:person IN " + column + ") > 0";
    }

    private static Entry read(Row row) throws SQLException {
        return new Entry(
                row.get("ref", ActorRef::new),
                row.optional("person", PersonId::new),
                row.optionalText("salt"),
                row.optionalInstant("erased_at"));
    }
}
