package io.sluice.promotion;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.AGENT;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.GLOBEX;
import static io.sluice.promotion.testing.SluiceFixture.PROD;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.configuration.ConfigurationKey;
import io.sluice.promotion.configuration.KeyChange;
import io.sluice.promotion.configuration.KeyRevision;
import io.sluice.promotion.configuration.Setting;
import io.sluice.promotion.configuration.Setting.Origin;
import io.sluice.promotion.configuration.SettingsChange;
import io.sluice.promotion.configuration.SettingsRevision;
import io.sluice.promotion.configuration.SettingsRevision.Difference;
import io.sluice.promotion.configuration.ValueType;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.request.Attempt.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What environments are configured with: typed, inherited, in revisions, and for one workspace alone. */
abstract class ConfigurationContract extends SluiceContract {
    @BeforeEach
    void defineKeys() {
        keys(
                0,
                ConfigurationKey.of("region", ValueType.TEXT).defaultingTo("eu"),
                ConfigurationKey.of("timeout", ValueType.DURATION),
                ConfigurationKey.of("db.url", ValueType.URL),
                ConfigurationKey.of("db.secret", ValueType.SECRET).defaultingTo("secret:vault/{workspace}/db"));
    }

    private KeyRevision keys(int expected, ConfigurationKey... keys) {
        return change(expected, KeyChange.define("because", keys));
    }

    private KeyRevision change(int expected, KeyChange change) {
        return sluice().configurations().changeKeys(acme().human("olga"), ACME, expected, change, key());
    }

    private SettingsRevision set(WorkspaceId workspace, int expected, Map<String, String> values) {
        return change(workspace, expected, SettingsChange.set(values, "because"));
    }

    private SettingsRevision change(WorkspaceId workspace, int expected, SettingsChange change) {
        return sluice().configurations().change(acme().human("pia"), ACME, workspace, expected, change, key());
    }

    private Map<String, Setting> effective(WorkspaceId workspace) {
        return sluice().configurations()
                .effective(acme().human("dan"), ACME, workspace)
                .settings();
    }

    @Test
    void aWorkspaceHasItsOwnValuesAndTheDefaultsOfTheOrganization() {
        set(PROD, 0, Map.of("region", "us", "timeout", "PT90S"));

        assertThat(effective(PROD).values())
                .extracting(Setting::key, Setting::value, Setting::origin)
                .containsExactly(
                        tuple("db.secret", "secret:vault/prod/db", Origin.DEFAULT),
                        tuple("region", "us", Origin.WORKSPACE),
                        tuple("timeout", "PT1M30S", Origin.WORKSPACE));
        assertThat(effective(STAGING).values())
                .extracting(Setting::key, Setting::value)
                .containsExactly(tuple("db.secret", "secret:vault/staging/db"), tuple("region", "eu"));
    }

    @Test
    void aNewDefaultHoldsWhereNothingIsSet() {
        set(PROD, 0, Map.of("region", "us"));

        keys(1, ConfigurationKey.of("region", ValueType.TEXT).defaultingTo("ap"));

        assertThat(effective(PROD).get("region").value()).isEqualTo("us");
        assertThat(effective(STAGING).get("region").value()).isEqualTo("ap");
        assertThat(sluice().configurations().keyHistory(acme().human("audrey"), ACME))
                .extracting(KeyRevision::revision)
                .containsExactly(2, 1);
    }

    @Test
    void everyRevisionIsKeptComparedAndRestored() {
        set(PROD, 0, Map.of("region", "us"));
        set(PROD, 1, Map.of("region", "ap", "timeout", "PT5S"));

        assertThat(sluice().configurations().differences(acme().human("dan"), ACME, PROD, 1, 2))
                .containsExactly(
                        new Difference("region", Optional.of("us"), Optional.of("ap")),
                        new Difference("timeout", Optional.empty(), Optional.of("PT5S")));
        SettingsRevision back =
                sluice().configurations().restore(acme().human("pia"), ACME, PROD, 2, 1, "it was better", key());

        assertThat(back.revision()).isEqualTo(3);
        assertThat(back.values()).containsExactly(entry("region", "us"));
        assertThat(back.reason()).isEqualTo("it was better");
        assertThat(back.change().orElseThrow().by()).isEqualTo(new PersonId("pia"));
        assertThat(sluice().configurations().history(acme().human("dan"), ACME, PROD))
                .extracting(SettingsRevision::revision)
                .containsExactly(3, 2, 1);
        assertThat(sluice().configurations()
                        .restore(acme().human("pia"), ACME, PROD, 3, 0, "begin anew", key())
                        .values())
                .isEmpty();
        assertRefused(
                NotFoundException.class,
                "notFound",
                () -> sluice().configurations().restore(acme().human("pia"), ACME, PROD, 4, 9, "no", key()));
        assertRefused(
                NotFoundException.class,
                "notFound",
                () -> sluice().configurations().differences(acme().human("dan"), ACME, PROD, 1, 9));
    }

    @Test
    void whoeverSawAnOldRevisionChangesNothing() {
        set(PROD, 0, Map.of("region", "us"));

        assertRefused(ConflictException.class, "configuration.stale", () -> set(PROD, 0, Map.of("region", "ap")));
        assertRefused(
                ConflictException.class,
                "configuration.stale",
                () -> keys(0, ConfigurationKey.of("other", ValueType.TEXT)));
        assertThat(effective(PROD).get("region").value()).isEqualTo("us");
    }

    @Test
    void aRepeatedChangeHasOneEffect() {
        IdempotencyKey once = key();
        SettingsChange change = SettingsChange.set("region", "us", "because");

        for (int i = 0; i < 2; i++) {
            assertThat(sluice().configurations()
                            .change(acme().human("pia"), ACME, PROD, 0, change, once)
                            .revision())
                    .isEqualTo(1);
        }
        assertThat(sluice().configurations().history(acme().human("dan"), ACME, PROD))
                .hasSize(1);
    }

    @Test
    void onlyWhatFitsIsSet() {
        List<String> before = everything();

        assertRefused(
                InvalidInputException.class, "configuration.unknownKey", () -> set(PROD, 0, Map.of("regoin", "us")));
        assertRefused(InvalidInputException.class, "duration.format", () -> set(PROD, 0, Map.of("timeout", "90s")));
        assertRefused(
                InvalidInputException.class,
                "configuration.secretReference",
                () -> set(PROD, 0, Map.of("db.secret", "hunter2")));
        assertRefused(
                InvalidInputException.class,
                "configuration.secretValue",
                () -> set(PROD, 0, Map.of("region", "ok", "db.url", "https://app:geheim@db/prod")));

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void nothingOfAnotherWorkspaceIsSet() {
        assertRefused(
                InvalidInputException.class,
                "isolation.foreignSecret",
                () -> set(DEV, 0, Map.of("db.secret", "secret:vault/prod/db")));
        assertRefused(
                InvalidInputException.class,
                "isolation.foreignData",
                () -> set(DEV, 0, Map.of("db.url", "https://db.prod.example")));
        set(DEV, 0, Map.of("db.secret", "secret:vault/common/db"));
        assertRefused(
                InvalidInputException.class,
                "isolation.sharedSecret",
                () -> set(PROD, 0, Map.of("db.secret", "secret:vault/common/db")));
        assertRefused(
                InvalidInputException.class,
                "isolation.foreignData",
                () -> keys(1, ConfigurationKey.of("mirror", ValueType.URL).defaultingTo("https://prod.example")));
        keys(
                1,
                ConfigurationKey.of("mirror", ValueType.URL)
                        .defaultingTo("https://prod.example")
                        .sharedByAll());
        assertThat(effective(DEV).get("mirror").value()).isEqualTo("https://prod.example");
    }

    @Test
    void aKeyThatIsInUseKeepsItsMeaning() {
        set(PROD, 0, Map.of("region", "us"));

        assertRefused(
                ConflictException.class,
                "configuration.keyInUse",
                () -> change(1, KeyChange.remove("because", "region")));
        assertRefused(
                ConflictException.class,
                "configuration.keyMismatch",
                () -> keys(1, ConfigurationKey.of("region", ValueType.INTEGER)));
        change(PROD, 1, SettingsChange.unset("region", "because"));
        assertThat(change(1, KeyChange.remove("because", "region")).keys()).doesNotContainKey("region");
        assertThat(effective(STAGING)).doesNotContainKey("region");
    }

    @Test
    void theTrailNamesEveryChangeButNoSecret() {
        set(PROD, 0, Map.of("region", "us", "db.secret", "secret:vault/prod/other"));

        List<AuditEvent> events = sluice().audit().ofWorkspace(acme().human("audrey"), ACME, PROD);
        AuditEvent event = events.get(events.size() - 1);

        assertThat(event.type()).isEqualTo("configuration.changed");
        assertThat(event.data().get("changes"))
                .isEqualTo(Map.of(
                        "region", Map.of("after", "us"),
                        "db.secret", Map.of("after", "(reference to a secret)")));
        assertThat(events.toString()).doesNotContain("vault");
    }

    @Test
    void theDeployerIsHandedWhatHoldsInThatWorkspaceAlone() {
        set(STAGING, 0, Map.of("region", "stg"));
        set(PROD, 0, Map.of("region", "prd", "timeout", "PT5S"));
        acme().inProd("1.0.0");

        assertThat(deployer().calls(Step.DEPLOY))
                .extracting(deployment -> deployment.configuration())
                .containsExactly(
                        Map.of("region", "stg", "db.secret", "secret:vault/staging/db"),
                        Map.of("region", "prd", "timeout", "PT5S", "db.secret", "secret:vault/prod/db"));
        ArtifactVersion version = sluice().artifacts()
                .get(
                        acme().human("vic"),
                        ACME,
                        PROD,
                        AGENT,
                        deployer().calls(Step.DEPLOY).get(0).version());
        assertThat(version.metadata()).isEmpty();
    }

    @Test
    void anArchivedWorkspaceIsConfiguredNoMore() {
        sluice().workspaces().archive(acme().human("olga"), ACME, PROD, 1, "over", key());

        assertRefused(ConflictException.class, "workspace.archived", () -> set(PROD, 0, Map.of("region", "us")));
    }

    @Test
    void organizationsHaveTheirOwnKeys() {
        directory().member(GLOBEX, "olga", "org-admin");
        acme().populate(GLOBEX);

        assertThat(sluice().configurations().keys(acme().human("olga"), GLOBEX)).isEqualTo(KeyRevision.none(GLOBEX));
        assertThat(sluice().configurations()
                        .effective(acme().human("olga"), GLOBEX, PROD)
                        .settings())
                .isEmpty();
        assertThat(sluice().configurations().keys(acme().human("olga"), ACME).keys())
                .containsOnlyKeys("db.secret", "db.url", "region", "timeout");
        assertThat(Set.copyOf(effective(PROD).keySet())).doesNotContain("timeout");
    }
}
