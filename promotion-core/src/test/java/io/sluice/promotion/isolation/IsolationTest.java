package io.sluice.promotion.isolation;

import static io.sluice.promotion.isolation.IsolationRule.FOREIGN_DATA;
import static io.sluice.promotion.isolation.IsolationRule.FOREIGN_GATEWAY;
import static io.sluice.promotion.isolation.IsolationRule.FOREIGN_SECRET;
import static io.sluice.promotion.isolation.IsolationRule.GATEWAY_ACROSS_TYPES;
import static io.sluice.promotion.isolation.IsolationRule.PII_PATH;
import static io.sluice.promotion.isolation.IsolationRule.SANDBOX_PATH;
import static io.sluice.promotion.isolation.IsolationRule.SHARED_ADDRESS;
import static io.sluice.promotion.isolation.IsolationRule.SHARED_GATEWAY;
import static io.sluice.promotion.isolation.IsolationRule.SHARED_SECRET;
import static io.sluice.promotion.workspace.EnvironmentType.DEVELOPMENT;
import static io.sluice.promotion.workspace.EnvironmentType.PRODUCTION;
import static io.sluice.promotion.workspace.EnvironmentType.SANDBOX;
import static io.sluice.promotion.workspace.EnvironmentType.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.configuration.ConfigurationKey;
import io.sluice.promotion.configuration.EffectiveConfiguration;
import io.sluice.promotion.configuration.KeyChange;
import io.sluice.promotion.configuration.KeyRevision;
import io.sluice.promotion.configuration.SettingsRevision;
import io.sluice.promotion.configuration.ValueType;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.workspace.DataPolicy;
import io.sluice.promotion.workspace.EnvironmentType;
import io.sluice.promotion.workspace.Limits;
import io.sluice.promotion.workspace.Workspace;
import io.sluice.promotion.workspace.WorkspaceChange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IsolationTest {
    private static final OrganizationId ACME = new OrganizationId("acme");
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final KeyRevision KEYS = KeyRevision.none(ACME)
            .changed(
                    KeyChange.define(
                            "begin",
                            ConfigurationKey.of("url", ValueType.URL),
                            ConfigurationKey.of("registry", ValueType.URL).sharedByAll(),
                            ConfigurationKey.of("note", ValueType.TEXT),
                            ConfigurationKey.of("secret", ValueType.SECRET)),
                    new PersonId("olga"),
                    NOON);

    private static Environment environment(
            String id, EnvironmentType type, String gateway, Optional<String> from, Map<String, String> settings) {
        Workspace workspace = new Workspace(
                ACME,
                new WorkspaceId(id),
                id,
                type,
                "",
                Optional.of(gateway).filter(text -> !text.isEmpty()),
                Limits.STANDARD,
                from.map(WorkspaceId::new),
                false,
                DataPolicy.STANDARD,
                1,
                1,
                NOON,
                Optional.empty());
        SettingsRevision own = new SettingsRevision(ACME, workspace.id(), 1, settings, "", Optional.empty());
        return new Environment(workspace, EffectiveConfiguration.of(KEYS, own));
    }

    private static Environment dev(Map<String, String> settings) {
        return environment("dev", DEVELOPMENT, "gw-dev", Optional.empty(), settings);
    }

    private static Environment prod(Map<String, String> settings) {
        return environment("prod", PRODUCTION, "gw-prod", Optional.of("dev"), settings);
    }

    private static Environment with(Environment environment, DataPolicy policy) {
        Workspace changed = environment
                .workspace()
                .changed(WorkspaceChange.of(environment.workspace()).with(policy));
        return new Environment(changed, environment.configuration());
    }

    private static List<IsolationRule> broken(Environment... environments) {
        return Isolation.judge(List.of(environments)).stream()
                .map(Finding::rule)
                .toList();
    }

    @Test
    void environmentsThatKeepApartHaveNoFindings() {
        assertThat(broken(
                        dev(Map.of("url", "https://db.dev.example", "secret", "secret:vault/dev/db")),
                        prod(Map.of("url", "https://db.prod.example", "secret", "secret:vault/prod/db"))))
                .isEmpty();
    }

    @Test
    void aProtectedWorkspaceSharesItsGatewayWithProtectedOnesOnly() {
        Environment prod = prod(Map.of());
        Environment stage = environment("stage", STAGING, "gw-prod", Optional.empty(), Map.of());
        Environment second = environment("prod-us", PRODUCTION, "gw-prod", Optional.empty(), Map.of());
        Environment dev = environment("dev", DEVELOPMENT, "gw-1", Optional.empty(), Map.of());
        Environment test = environment("test", STAGING, "gw-1", Optional.empty(), Map.of());

        assertThat(broken(stage, prod)).containsExactly(SHARED_GATEWAY);
        assertThat(broken(prod, second)).isEmpty();
        assertThat(broken(dev, test)).containsExactly(GATEWAY_ACROSS_TYPES);
        assertThat(Isolation.judge(List.of(stage, prod)).get(0))
                .satisfies(finding -> assertThat(finding.workspace()).isEqualTo(new WorkspaceId("prod")))
                .satisfies(finding ->
                        assertThat(finding.concerns(new WorkspaceId("stage"))).isTrue())
                .satisfies(finding -> assertThat(finding.isError()).isTrue());
    }

    @ParameterizedTest
    @CsvSource({
        "note, gw-prod, FOREIGN_GATEWAY",
        "note, send it to GW-PROD please, FOREIGN_GATEWAY",
        "url, https://gw-prod.example/api, FOREIGN_GATEWAY",
        "url, https://db.prod.example/app, FOREIGN_DATA",
        "url, https://prod-db.example/app, FOREIGN_DATA",
        "url, https://db.example/PROD/app, FOREIGN_DATA",
        "url, jdbc:postgresql://db:5432/prod, FOREIGN_DATA",
        "secret, secret:vault/prod/db, FOREIGN_SECRET"
    })
    void aSettingNamesNothingOfAnotherWorkspace(String key, String value, IsolationRule rule) {
        assertThat(Isolation.judge(List.of(dev(Map.of(key, value)), prod(Map.of()))))
                .filteredOn(finding -> finding.rule() == rule)
                .singleElement()
                .satisfies(finding -> assertThat(finding.workspace()).isEqualTo(new WorkspaceId("dev")))
                .satisfies(finding -> assertThat(finding.where()).isEqualTo("configuration." + key))
                .satisfies(finding -> assertThat(finding.message()).doesNotContain(value));
    }

    @ParameterizedTest
    @CsvSource({
        "note, production of gw-production",
        "note, prod",
        "url, https://products.example/reproduce",
        "url, https://dev.example/prod",
        "registry, https://registry.prod.example/gw-prod",
        "secret, secret:vault/shared/db",
        "secret, secret:prod/dev/db",
        "secret, secret:vault/dev/prod"
    })
    void whatOnlyLooksLikeItIsLeftAlone(String key, String value) {
        assertThat(broken(dev(Map.of(key, value)), prod(Map.of()))).isEmpty();
    }

    @Test
    void oneSecretServesNoProtectedAndUnprotectedWorkspace() {
        assertThat(broken(
                        dev(Map.of("secret", "secret:vault/shared/db")),
                        prod(Map.of("secret", "secret:vault/shared/db"))))
                .containsExactly(SHARED_SECRET);
        assertThat(broken(dev(Map.of("url", "https://db/app")), prod(Map.of("url", "https://db/app"))))
                .containsExactly(SHARED_ADDRESS);
    }

    @Test
    void aSandboxIsOnNoPath() {
        Environment box = environment("box", SANDBOX, "", Optional.of("dev"), Map.of());

        assertThat(broken(dev(Map.of()), box)).containsExactly(SANDBOX_PATH);
    }

    @Test
    void aPathThatPersonalDataCouldTakeIsShown() {
        DataPolicy personal = new DataPolicy(true, false, 365);

        assertThat(broken(with(dev(Map.of()), personal), prod(Map.of()))).containsExactly(PII_PATH);
        assertThat(broken(with(dev(Map.of()), personal), with(prod(Map.of()), personal)))
                .isEmpty();
        assertThat(PII_PATH.severity()).isEqualTo(IsolationRule.Severity.WARNING);
    }

    @Test
    void archivedWorkspacesPlayNoPart() {
        Environment prod = prod(Map.of("url", "https://db.dev.example"));
        Environment archived = new Environment(prod.workspace().archived(NOON), prod.configuration());

        assertThat(broken(dev(Map.of()), prod)).containsExactly(FOREIGN_DATA);
        assertThat(broken(dev(Map.of()), archived)).isEmpty();
    }

    @Test
    void onlyErrorsThatAChangeBringsAboutCountAgainstIt() {
        Environment bad = dev(Map.of("note", "gw-prod"));
        Environment worse = dev(Map.of("note", "gw-prod", "secret", "secret:vault/prod/db"));
        Environment prod = prod(Map.of());

        assertThat(Isolation.newErrors(List.of(bad, prod), List.of(bad, prod))).isEmpty();
        assertThat(Isolation.newErrors(List.of(bad, prod), List.of(worse, prod)))
                .extracting(Finding::rule)
                .containsExactly(FOREIGN_SECRET);
        assertThat(Isolation.newErrors(List.of(dev(Map.of()), prod), List.of(bad, prod)))
                .extracting(Finding::rule)
                .containsExactly(FOREIGN_GATEWAY);
        assertThat(Isolation.newErrors(List.of(worse, prod), List.of(bad, prod)))
                .isEmpty();
    }
}
