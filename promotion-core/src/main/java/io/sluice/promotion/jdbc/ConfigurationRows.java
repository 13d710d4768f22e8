package io.sluice.promotion.jdbc;

import io.sluice.promotion.configuration.ConfigurationKey;
import io.sluice.promotion.configuration.EffectiveConfiguration;
import io.sluice.promotion.configuration.KeyRevision;
import io.sluice.promotion.configuration.SettingsRevision;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.WorkspaceId;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The configuration keys of organizations and the settings of workspaces. Internal: used by the entry package. */
public final class ConfigurationRows {
    private static final String INSERT_KEYS = """
            INSERT INTO sluice_configuration_keys (org_id, revision, definitions, reason, changed_by, changed_at)
            VALUES (:org, :revision, :definitions, :reason, :changedBy, :changedAt)""";

    private static final String INSERT_SETTINGS = """
            INSERT INTO sluice_configuration (
                org_id, workspace_id, revision, settings, reason, changed_by, changed_at)
            VALUES (:org, :workspace, :revision, :settings, :reason, :changedBy, :changedAt)""";

    private static final String KEYS = """
            SELECT org_id, revision, definitions, reason, changed_by, changed_at
              FROM sluice_configuration_keys
             WHERE org_id = :org""";

    private static final String ONE_OF_KEYS = KEYS + " AND revision = :revision";
    private static final String KEYS_NEWEST_FIRST = KEYS + " ORDER BY revision DESC";
    private static final String NEWEST_KEYS = KEYS_NEWEST_FIRST + " LIMIT 1";

    private static final String OF_ORGANIZATION = """
            SELECT c.org_id, c.workspace_id, c.revision, c.settings, c.reason, c.changed_by, c.changed_at
              FROM sluice_configuration c
             WHERE c.org_id = :org""";

    private static final String OF_WORKSPACE = OF_ORGANIZATION + " AND c.workspace_id = :workspace";
    private static final String ONE = OF_WORKSPACE + " AND c.revision = :revision";
    private static final String NEWEST_FIRST = OF_WORKSPACE + " ORDER BY c.revision DESC";
    private static final String NEWEST = NEWEST_FIRST + " LIMIT 1";

    private static final String NEWEST_OF_ALL = OF_ORGANIZATION + """

               AND c.revision = (SELECT MAX(n.revision)
                                   FROM sluice_configuration n
                                  WHERE n.org_id = c.org_id AND n.workspace_id = c.workspace_id)""";

    /** What holds in one workspace, both halves in one round trip: a deployer is handed it with every attempt. */
    private static final String EFFECTIVE = """
            SELECT 'KEYS' AS part, k.revision AS revision, k.definitions AS content
              FROM sluice_configuration_keys k
             WHERE k.org_id = :org
               AND k.revision = (SELECT MAX(n.revision) FROM sluice_configuration_keys n WHERE n.org_id = :org)
             UNION ALL
            SELECT 'SETTINGS', c.revision, c.settings
              FROM sluice_configuration c
             WHERE c.org_id = :org AND c.workspace_id = :workspace
               AND c.revision = (SELECT MAX(n.revision)
                                   FROM sluice_configuration n
                                  WHERE n.org_id = :org AND n.workspace_id = :workspace)""";

    private record Part(String name, int revision, String content) {}

    private final Sql sql;

    ConfigurationRows(Sql sql) {
        this.sql = sql;
    }

    /** The newest keys; revision 0 when there are none. */
    public KeyRevision keys(OrganizationId organization) {
        return sql.find(NEWEST_KEYS, Values.of(organization), ConfigurationRows::readKeys)
                .orElseGet(() -> KeyRevision.none(organization));
    }

    /** One revision of the keys, if there is one. */
    public Optional<KeyRevision> keys(OrganizationId organization, int revision) {
        return sql.find(ONE_OF_KEYS, Values.of(organization).and("revision", revision), ConfigurationRows::readKeys);
    }

    /** All revisions of the keys, the newest first. */
    public List<KeyRevision> keyHistory(OrganizationId organization) {
        return sql.list(KEYS_NEWEST_FIRST, Values.of(organization), ConfigurationRows::readKeys);
    }

    /** Adds a revision of the keys; refuses one that exists with {@code object.exists}. */
    public void insert(KeyRevision revision) {
        sql.insert(
                INSERT_KEYS,
                changed(Values.of(revision.organization()), revision.change())
                        .and("revision", revision.revision())
                        .and(
                                "definitions",
                                ConfigurationJson.write(revision.keys().values()))
                        .and("reason", revision.reason()));
    }

    /** The newest settings of a workspace; revision 0 when there are none. */
    public SettingsRevision settings(OrganizationId organization, WorkspaceId workspace) {
        return sql.find(NEWEST, Values.of(organization).and("workspace", workspace), ConfigurationRows::readSettings)
                .orElseGet(() -> SettingsRevision.none(organization, workspace));
    }

    /** One revision of the settings of a workspace, if there is one. */
    public Optional<SettingsRevision> settings(OrganizationId organization, WorkspaceId workspace, int revision) {
        return sql.find(
                ONE,
                Values.of(organization).and("workspace", workspace).and("revision", revision),
                ConfigurationRows::readSettings);
    }

    /** All revisions of the settings of a workspace, the newest first. */
    public List<SettingsRevision> history(OrganizationId organization, WorkspaceId workspace) {
        return sql.list(
                NEWEST_FIRST, Values.of(organization).and("workspace", workspace), ConfigurationRows::readSettings);
    }

    /** The newest settings of all workspaces that ever set anything. */
    public List<SettingsRevision> allSettings(OrganizationId organization) {
        return sql.list(NEWEST_OF_ALL, Values.of(organization), ConfigurationRows::readSettings);
    }

    /** Adds a revision of settings; refuses one that exists with {@code object.exists}. */
    public void insert(SettingsRevision revision) {
        sql.insert(
                INSERT_SETTINGS,
                changed(Values.of(revision.organization()), revision.change())
                        .and("workspace", revision.workspace())
                        .and("revision", revision.revision())
                        .and("settings", Json.writeMap(revision.values()))
                        .and("reason", revision.reason()));
    }

    /** What holds in one workspace now. */
    public EffectiveConfiguration effective(OrganizationId organization, WorkspaceId workspace) {
        return effectiveRead(organization, workspace).value();
    }

    /** The question for what holds in one workspace now. */
    public Read<EffectiveConfiguration> effectiveRead(OrganizationId organization, WorkspaceId workspace) {
        Values values = Values.of(organization).and("workspace", workspace);
        return sql.read(
                EFFECTIVE, values, ConfigurationRows::readPart, parts -> effective(organization, workspace, parts));
    }

    private static EffectiveConfiguration effective(
            OrganizationId organization, WorkspaceId workspace, List<Part> parts) {
        KeyRevision keys = KeyRevision.none(organization);
        SettingsRevision settings = SettingsRevision.none(organization, workspace);
        for (Part part : parts) {
            if (part.name().equals("KEYS")) {
                Map<String, ConfigurationKey> defined = ConfigurationJson.read(part.content());
                keys = new KeyRevision(organization, part.revision(), defined, "", Optional.empty());
            } else {
                Map<String, String> own = Json.readTexts(part.content());
                settings = new SettingsRevision(organization, workspace, part.revision(), own, "", Optional.empty());
            }
        }
        return EffectiveConfiguration.of(keys, settings);
    }

    private static Values changed(Values values, Optional<KeyRevision.Change> change) {
        KeyRevision.Change made = change.orElseThrow(() -> new IllegalStateException("Revision 0 is never stored."));
        return values.and("changedBy", made.by()).and("changedAt", made.at());
    }

    private static Part readPart(Row row) throws SQLException {
        return new Part(row.text("part"), row.integer("revision"), row.text("content"));
    }

    private static KeyRevision readKeys(Row row) throws SQLException {
        return new KeyRevision(
                row.organization(),
                row.integer("revision"),
                row.get("definitions", ConfigurationJson::read),
                row.text("reason"),
                readChange(row));
    }

    private static SettingsRevision readSettings(Row row) throws SQLException {
        return new SettingsRevision(
                row.organization(),
                row.get("workspace_id", WorkspaceId::new),
                row.integer("revision"),
                row.get("settings", Json::readTexts),
                row.text("reason"),
                readChange(row));
    }

    private static Optional<KeyRevision.Change> readChange(Row row) throws SQLException {
        return Optional.of(new KeyRevision.Change(row.get("changed_by", PersonId::new), row.instant("changed_at")));
    }
}
