package io.sluice.promotion.jdbc;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.preference.PersonalPreferences;
import io.sluice.promotion.preference.WorkspacePreferences;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What persons and workspaces want to be told. Internal: used by the entry package. */
public final class PreferenceRows {
    /** A person's preferences, and when their digest is due. */
    public record Personal(
            OrganizationId organization,
            PersonId person,
            PersonalPreferences preferences,
            Optional<Instant> nextDigest) {}

    private static final String INSERT = """
            INSERT INTO sluice_person_preference (org_id, person, preferences, next_digest)
            VALUES (:org, :person, :preferences, :nextDigest)""";

    private static final String UPDATE = """
            UPDATE sluice_person_preference SET preferences = :preferences, next_digest = :nextDigest
             WHERE org_id = :org AND person = :person""";

    private static final String FIND = """
            SELECT org_id, person, preferences, next_digest
              FROM sluice_person_preference
             WHERE org_id = :org AND person = ANY(:persons)""";

    private static final String DUE = """
            SELECT org_id, person, preferences, next_digest
              FROM sluice_person_preference
             WHERE next_digest <= :now
             ORDER BY next_digest
             LIMIT :limit
               FOR UPDATE SKIP LOCKED""";

    private static final String INSERT_WORKSPACE = """
            INSERT INTO sluice_workspace_preference (org_id, workspace_id, preferences)
            VALUES (:org, :workspace, :preferences)""";

    private static final String UPDATE_WORKSPACE = """
            UPDATE sluice_workspace_preference SET preferences = :preferences
             WHERE org_id = :org AND workspace_id = :workspace""";

    private static final String FIND_WORKSPACE = """
            SELECT preferences
              FROM sluice_workspace_preference
             WHERE org_id = :org AND workspace_id = :workspace""";

    private static final String OF_WORKSPACES = """
            SELECT workspace_id, preferences
              FROM sluice_workspace_preference
             WHERE org_id = :org AND workspace_id = ANY(:workspaces)""";

    private final Sql sql;

    PreferenceRows(Sql sql) {
        this.sql = sql;
    }

    /** Stores a person's preferences, in place of those before. */
    public void put(Personal personal) {
        Values values = Values.of(personal.organization())
                .and("person", personal.person())
                .and("preferences", PreferenceJson.write(personal.preferences()))
                .and("nextDigest", personal.nextDigest());
        if (!sql.insertIfAbsent(INSERT, values)) {
            sql.updateOne(UPDATE, values);
        }
    }

    /** The preferences of those persons who stored some. */
    public Map<PersonId, PersonalPreferences> find(OrganizationId organization, Set<PersonId> persons) {
        Map<PersonId, PersonalPreferences> found = new HashMap<>();
        if (!persons.isEmpty()) {
            String[] ids = persons.stream().map(PersonId::value).toArray(String[]::new);
            sql.list(FIND, Values.of(organization).and("persons", ids), PreferenceRows::read)
                    .forEach(row -> found.put(row.person(), row.preferences()));
        }
        return found;
    }

    /** Locks some of the persons of any organization whose digest is due, leaving out those that another node holds. */
    public List<Personal> lockDueDigests(Instant now, int limit) {
        return sql.lockAll(DUE, Values.none().and("now", now).and("limit", limit), PreferenceRows::read);
    }

    /** Stores the preferences of a workspace, in place of those before. */
    public void put(OrganizationId organization, WorkspaceId workspace, WorkspacePreferences preferences) {
        Values values = Values.of(organization)
                .and("workspace", workspace)
                .and("preferences", PreferenceJson.write(preferences));
        if (!sql.insertIfAbsent(INSERT_WORKSPACE, values)) {
            sql.updateOne(UPDATE_WORKSPACE, values);
        }
    }

    /** The preferences of a workspace, if somebody stored some. */
    public Optional<WorkspacePreferences> find(OrganizationId organization, WorkspaceId workspace) {
        return sql.find(
                FIND_WORKSPACE,
                Values.of(organization).and("workspace", workspace),
                row -> row.get("preferences", PreferenceJson::readWorkspace));
    }

    /** The preferences of those workspaces for which somebody stored some. */
    public Map<WorkspaceId, WorkspacePreferences> ofWorkspaces(
            OrganizationId organization, Set<WorkspaceId> workspaces) {
        String[] ids = workspaces.stream().map(WorkspaceId::value).toArray(String[]::new);
        Map<WorkspaceId, WorkspacePreferences> found = new HashMap<>();
        sql.list(
                        OF_WORKSPACES,
                        Values.of(organization).and("workspaces", ids),
                        row -> Map.entry(
                                row.get("workspace_id", WorkspaceId::new),
                                row.get("preferences", PreferenceJson::readWorkspace)))
                .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        return found;
    }

    private static Personal read(Row row) throws SQLException {
        return new Personal(
                row.organization(),
                row.get("person", PersonId::new),
                row.get("preferences", PreferenceJson::readPersonal),
                row.optionalInstant("next_digest"));
    }
}
