package io.sluice.promotion.jdbc;

import static io.sluice.promotion.jdbc.Samples.ACME;
import static io.sluice.promotion.jdbc.Samples.AGENT;
import static io.sluice.promotion.jdbc.Samples.APPROVER;
import static io.sluice.promotion.jdbc.Samples.DEV;
import static io.sluice.promotion.jdbc.Samples.DIGEST;
import static io.sluice.promotion.jdbc.Samples.GLOBEX;
import static io.sluice.promotion.jdbc.Samples.NOON;
import static io.sluice.promotion.jdbc.Samples.PROD;
import static io.sluice.promotion.jdbc.Samples.V1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.access.RoleGrant;
import io.sluice.promotion.audit.ChainHead;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.ReleaseId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.organization.Organization;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.release.Target;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.testing.TestDatabase;
import io.sluice.promotion.workspace.EnvironmentType;
import io.sluice.promotion.workspace.Workspace;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Two organizations whose objects have the same names never see, change or point at each other's. */
abstract class TenantIsolationContract extends StorageContract {
    private static final Set<TaskRows.Queue> APPROVERS =
            Set.of(TaskRows.Queue.of(new RoleGrant(APPROVER, Optional.empty())));

    TenantIsolationContract(Supplier<TestDatabase> opening) {
        super(opening);
    }

    @Test
    void everyTableBelongsToAnOrganizationAndEveryReferenceCarriesItAlong() throws SQLException {
        assertThat(database.tables()).hasSizeGreaterThan(14);
        try (Connection connection = database.dataSource().getConnection()) {
            for (String table : database.tables()) {
                assertThat(columns(connection, table)).as(table).contains("org_id NOT NULL");
                assertThat(referencesWithoutOrganization(connection, table))
                        .as(table)
                        .isEmpty();
            }
        }
    }

    @Test
    void sameIdsInAnotherOrganizationAreOtherObjects() {
        Samples.world(storage, ACME);
        Samples.world(storage, GLOBEX);
        Samples.promotions(storage, ACME, 1);
        Samples.promotions(storage, GLOBEX, 1);
        PromotionId id = new PromotionId("P001");
        storage.tasks().open(Samples.task("T1", "P001", Optional.of(NOON)), Set.of(APPROVER));

        storage.promotions()
                .update(
                        storage.promotions()
                                .find(ACME, id)
                                .orElseThrow()
                                .advancedTo(PromotionStatus.APPROVED, PromotionPhase.QUEUED, ""),
                        ChainHead.EMPTY,
                        NOON);

        assertThat(storage.promotions().find(GLOBEX, id).orElseThrow().status()).isEqualTo(PromotionStatus.PENDING);
        assertThat(storage.promotions()
                        .inFlight(GLOBEX, AGENT, PROD)
                        .orElseThrow()
                        .organization())
                .isEqualTo(GLOBEX);
        assertThat(storage.tasks().page(GLOBEX, APPROVERS, Optional.empty(), 10))
                .isEmpty();
        assertThat(storage.tasks().openFor(GLOBEX, id)).isEmpty();
        storage.tasks().close(GLOBEX, "T1");
        storage.tasks().closeAll(GLOBEX, id);
        storage.tasks().settleLater(new DuePromotion(GLOBEX, new PromotionId("P001")), NOON.plusSeconds(9));
        assertThat(storage.tasks().openFor(ACME, id).get(0).due()).contains(NOON);
    }

    @Test
    void whatExistsInOneOrganizationIsAbsentInAnother() {
        Samples.world(storage, ACME);
        Samples.promotions(storage, ACME, 1);
        storage.releases().insert(Samples.release("R1", 1));
        storage.organizations().insert(new Organization(GLOBEX, "Globex", NOON));

        assertThat(storage.workspaces().find(GLOBEX, PROD)).isEmpty();
        assertThat(storage.workspaces().list(GLOBEX)).isEmpty();
        assertThat(storage.policies().list(GLOBEX, PROD)).isEmpty();
        assertThat(storage.versions().find(GLOBEX, AGENT, V1)).isEmpty();
        assertThat(storage.versions().findByDigest(GLOBEX, AGENT, DIGEST)).isEmpty();
        assertThat(storage.promotions().find(GLOBEX, new PromotionId("P001"))).isEmpty();
        assertThat(storage.releases().find(GLOBEX, new ReleaseId("R1"))).isEmpty();
        assertThat(storage.releases().history(GLOBEX, PROD, AGENT, 10)).isEmpty();
        assertThat(storage.releases().wasLive(GLOBEX, PROD, AGENT, DIGEST)).isFalse();
        assertThat(storage.releases().board(GLOBEX)).isEmpty();
        assertThat(storage.promotions().openAround(GLOBEX, PROD)).isEmpty();
        assertThat(storage.drifts().targets(GLOBEX, PROD)).isEmpty();
    }

    @Test
    void nothingCanPointIntoAnotherOrganization() {
        Samples.world(storage, ACME);
        Samples.promotions(storage, ACME, 1);
        storage.releases().insert(Samples.release("R1", 1));
        storage.organizations().insert(new Organization(GLOBEX, "Globex", NOON));
        PromotionPolicy policy = PromotionPolicy.standard(EnvironmentType.STAGING);

        refused(() -> storage.workspaces().insert(Samples.workspace(GLOBEX, new WorkspaceId("own"), Optional.of(DEV))));
        refused(() -> storage.policies().insert(Samples.policy(GLOBEX, PROD, 1, policy)));
        refused(() -> storage.promotions().insert(Samples.promotion(GLOBEX, "P1", AGENT), ChainHead.EMPTY));
        refused(() -> commit(() -> storage.targets().lock(GLOBEX, PROD, AGENT)));
        refused(() ->
                database("INSERT INTO sluice_release VALUES ('globex', 'R1', 'prod', 'AGENT', 'support-assistant', 1,"
                        + " '1.0.0', 'd', 'PROMOTED', NULL, NULL, CURRENT_TIMESTAMP, NULL)"));
        refused(() ->
                database("INSERT INTO sluice_approval VALUES ('globex', 'P001', 'mia', 'approval', 'APPROVED', '',"
                        + " '[]', 'h', CURRENT_TIMESTAMP, NULL, TRUE)"));
        refused(() ->
                database("INSERT INTO sluice_promotion_look VALUES ('globex', 'P001', 'mia', CURRENT_TIMESTAMP)"));
        refused(() -> database("INSERT INTO sluice_promotion_reminder VALUES ('globex', 'P001', CURRENT_TIMESTAMP)"));
        refused(() -> database("INSERT INTO sluice_comment VALUES ('globex', 'C1', 'P001', 'mia', '', FALSE,"
                + " CURRENT_TIMESTAMP)"));
        refused(() ->
                database("INSERT INTO sluice_delegation VALUES ('globex', 'D1', 'mia', 'noa', NULL, 'prod', FALSE,"
                        + " 'r', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, NULL)"));
        refused(() -> database("INSERT INTO sluice_unsatisfiable VALUES ('globex', 'prod', 1, CURRENT_TIMESTAMP)"));
        refused(() ->
                database("INSERT INTO sluice_check_result VALUES ('globex', 'C1', 'AGENT', 'a', 'd', 'prod', 'tests',"
                        + " 'PASSED', '', '', '{}', 'x', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 1)"));
        refused(() -> database(
                "INSERT INTO sluice_check_revocation VALUES ('globex', 'C1', '', 'mia'," + " CURRENT_TIMESTAMP)"));
        refused(() -> database("INSERT INTO sluice_control (org_id, id, kind, workspace_id, reason, set_by, set_at)"
                + " VALUES ('globex', 'C1', 'LINE', 'prod', '', 'mia', CURRENT_TIMESTAMP)"));
        refused(() -> database("INSERT INTO sluice_health_report VALUES ('globex', 'R1', 1, '', 'mia',"
                + " CURRENT_TIMESTAMP, 'WAITING', '', NULL, CURRENT_TIMESTAMP)"));
        refused(() -> database("INSERT INTO sluice_automation_look VALUES ('globex', 'prod', 'AGENT', 'a', 'd', 1, 1,"
                + " CURRENT_TIMESTAMP)"));
        refused(
                () -> database(
                        "INSERT INTO sluice_gate_record VALUES ('globex', 'P001', 'h', 1, '[]', '[]', CURRENT_TIMESTAMP, NULL)"));
        refused(() -> database(
                "INSERT INTO sluice_configuration VALUES ('globex', 'prod', 1, '{}', '', 'mia', CURRENT_TIMESTAMP)"));
        refused(() -> database("INSERT INTO sluice_drift VALUES ('globex', 'prod', 'AGENT', 'support-assistant', NULL,"
                + " NULL, NULL, CURRENT_TIMESTAMP)"));
        refused(() ->
                database("INSERT INTO sluice_policy_change VALUES ('globex', 'C1', 'prod', '{}', NULL, NULL, NULL, 1,"
                        + " 1, '', 'mia', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 'OPEN', '', NULL)"));
        refused(
                () -> database(
                        "INSERT INTO sluice_policy_vote VALUES ('globex', 'C1', 'mia', 'approval', TRUE, '', '[]', CURRENT_TIMESTAMP)"));
        refused(
                () -> database(
                        "INSERT INTO sluice_bypass VALUES ('globex', 'B1', 'P001', 'prod', 'h', 'because', NULL, 'mia',"
                                + " CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '', 'VOID', NULL)"));
        refused(() ->
                database("INSERT INTO sluice_attempt VALUES ('globex', 'A1', 'P001', 'DEPLOY', 1, 1, 'STARTED', '',"
                        + " CURRENT_TIMESTAMP, NULL, 1)"));
        refused(() -> database("INSERT INTO sluice_promotion_item VALUES ('globex', 'P001', 2, 'AGENT', 'a', '1.0.0',"
                + " 'd', NULL, NULL, NULL)"));
        refused(() -> database("INSERT INTO sluice_task VALUES ('globex', 'T1', 'P001', 'REPAIR', NULL, TRUE, 'prod',"
                + " CURRENT_TIMESTAMP, NULL, 'f', 0, NULL, NULL, NULL)"));
        refused(() -> database("INSERT INTO sluice_freeze_exception VALUES ('globex', 'F1', 'P001', 'h', 'r', 'mia',"
                + " CURRENT_TIMESTAMP)"));
        refused(() -> database("INSERT INTO sluice_freeze_touched VALUES ('globex', 'C1', 'P001', CURRENT_TIMESTAMP)"));
        refused(() -> database("INSERT INTO sluice_freeze VALUES ('globex', 'F1', 't', 'r', 'prod', NULL, NULL, '{}',"
                + " NULL, '[]', '[]', 'mia', CURRENT_TIMESTAMP, NULL, NULL, NULL)"));
        refused(() -> database(
                "INSERT INTO sluice_outbox (org_id, id, promotion_id, kind, audience, state, attempts, next_at,"
                        + " created_at) VALUES ('globex', 'M1', 'P001', 'NOTE', '{}', 'READY', 0, CURRENT_TIMESTAMP,"
                        + " CURRENT_TIMESTAMP)"));
        refused(() -> database("INSERT INTO sluice_workspace_preference VALUES ('globex', 'prod', '{}')"));
    }

    /** The other organization has objects of the same kind, so only what the reference names can be wrong. */
    @Test
    void optionalReferencesCannotPointIntoAnotherOrganizationEither() {
        Samples.world(storage, ACME);
        Samples.world(storage, GLOBEX);
        Samples.promotions(storage, ACME, 1);
        storage.releases().insert(Samples.release("R1", 1));
        Samples.promotions(storage, GLOBEX, 2);
        commit(() -> storage.targets().lock(GLOBEX, PROD, AGENT));

        refused(() -> storage.targets()
                .update(new Target(GLOBEX, PROD, AGENT, Optional.of(new ReleaseId("R1")), Optional.empty(), 1, 1)));
        refused(() -> database("UPDATE sluice_promotion SET restores = 'R1' WHERE org_id = 'globex'"));
        refused(() ->
                database("INSERT INTO sluice_release VALUES ('globex', 'R2', 'prod', 'AGENT', 'support-assistant', 1,"
                        + " '1.0.0', 'd', 'PROMOTED', NULL, 'R1', CURRENT_TIMESTAMP, NULL)"));
        storage.promotions().insert(Samples.ended("P099"), ChainHead.EMPTY);
        refused(() -> storage.targets()
                .update(new Target(GLOBEX, PROD, AGENT, Optional.empty(), Optional.of(new PromotionId("P099")), 1, 1)));
        Workspace staging = Samples.workspace(ACME, new WorkspaceId("stg"), Optional.of(DEV));
        storage.workspaces().insert(staging);
        refused(() -> database("UPDATE sluice_workspace SET promotion_from = 'stg' WHERE org_id = 'globex'"));
    }

    private void database(String sql) {
        try (Connection connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw DatabaseFaults.translate(e);
        }
    }

    private static void refused(Runnable write) {
        assertThatThrownBy(write::run)
                .isInstanceOf(RefusedStatementException.class)
                .hasMessageMatching("The database refused a statement \\(SQLState 2350[36]\\)\\.");
    }

    private static Set<String> columns(Connection connection, String table) throws SQLException {
        Set<String> columns = new HashSet<>();
        try (ResultSet column = connection.getMetaData().getColumns(null, null, stored(connection, table), null)) {
            while (column.next()) {
                boolean required = column.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls;
                columns.add(lower(column, "COLUMN_NAME") + (required ? " NOT NULL" : ""));
            }
        }
        return columns;
    }

    private static Set<String> referencesWithoutOrganization(Connection connection, String table) throws SQLException {
        Set<String> all = new HashSet<>();
        Set<String> composite = new HashSet<>();
        try (ResultSet key = connection.getMetaData().getImportedKeys(null, null, stored(connection, table))) {
            while (key.next()) {
                all.add(lower(key, "FK_NAME"));
                if (lower(key, "FKCOLUMN_NAME").equals("org_id")
                        && lower(key, "PKCOLUMN_NAME").equals("org_id")) {
                    composite.add(lower(key, "FK_NAME"));
                }
            }
        }
        all.removeAll(composite);
        return all;
    }

    private static String stored(Connection connection, String table) throws SQLException {
        return connection.getMetaData().storesUpperCaseIdentifiers() ? table.toUpperCase(Locale.ROOT) : table;
    }

    private static String lower(ResultSet row, String column) throws SQLException {
        return row.getString(column).toLowerCase(Locale.ROOT);
    }
}
