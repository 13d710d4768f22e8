package io.sluice.promotion.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.sluice.promotion.configuration.Setting.Origin;
import io.sluice.promotion.configuration.SettingsRevision.Difference;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.problem.InvalidInputException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class EffectiveConfigurationTest {
    private static final OrganizationId ACME = new OrganizationId("acme");
    private static final WorkspaceId PROD = new WorkspaceId("prod");
    private static final PersonId OLGA = new PersonId("olga");
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final KeyRevision keys = KeyRevision.none(ACME)
            .changed(
                    KeyChange.define(
                            "begin",
                            ConfigurationKey.of("region", ValueType.TEXT).defaultingTo("eu"),
                            ConfigurationKey.of("timeout", ValueType.DURATION).defaultingTo("PT90S"),
                            ConfigurationKey.of("db", ValueType.SECRET).defaultingTo("secret:vault/{workspace}/db"),
                            ConfigurationKey.of("size", ValueType.INTEGER)),
                    OLGA,
                    NOON);

    private SettingsRevision own(Map<String, String> values) {
        return SettingsRevision.none(ACME, PROD).changed(SettingsChange.set(values, "why"), keys, OLGA, NOON);
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void saysWhereEachValueComesFrom() {
        EffectiveConfiguration effective = EffectiveConfiguration.of(keys, own(Map.of("region", "us", "size", "7")));

        assertThat(effective.settings().values())
                .extracting(Setting::key, Setting::value, Setting::origin)
                .containsExactly(
                        tuple("db", "secret:vault/prod/db", Origin.DEFAULT),
                        tuple("region", "us", Origin.WORKSPACE),
                        tuple("size", "7", Origin.WORKSPACE),
                        tuple("timeout", "PT1M30S", Origin.DEFAULT));
        assertThat(effective.values()).contains(entry("region", "us"), entry("timeout", "PT1M30S"));
        assertThat(effective.keyRevision()).isEqualTo(1);
        assertThat(effective.settingsRevision()).isEqualTo(1);
    }

    @Test
    void aValueWhoseKeyIsNotDefinedTellsItsTypeItself() {
        SettingsRevision old = new SettingsRevision(
                ACME,
                PROD,
                1,
                Map.of("a", "x", "b", "secret:vault/prod/b", "c", "https://host/c"),
                "",
                Optional.empty());

        assertThat(EffectiveConfiguration.of(KeyRevision.none(ACME), old)
                        .settings()
                        .values())
                .extracting(Setting::type)
                .containsExactly(ValueType.TEXT, ValueType.SECRET, ValueType.URL);
    }

    @Test
    void whatIsUnsetFallsBackToTheDefault() {
        SettingsRevision set = own(Map.of("region", "us"));

        SettingsRevision unset = set.changed(SettingsChange.unset("region", "why"), keys, OLGA, NOON);

        assertThat(unset.revision()).isEqualTo(2);
        assertThat(EffectiveConfiguration.of(keys, unset).values()).contains(entry("region", "eu"));
    }

    @Test
    void onlyKnownKeysAreSetAndUnset() {
        refused("configuration.unknownKey", () -> own(Map.of("nobody", "x")));
        refused(
                "configuration.unknownKey",
                () -> own(Map.of("size", "1")).changed(SettingsChange.unset("nobody", "why"), keys, OLGA, NOON));
        refused("configuration.value", () -> own(Map.of("size", "many")));
        refused("configuration.change", () -> SettingsChange.set(Map.of(), "why"));
        refused("configuration.change", () -> new SettingsChange(Map.of("a", "b"), Set.of("a"), "why"));
        refused("reason.required", () -> SettingsChange.set("a", "b", " "));
    }

    @Test
    void differencesNameWhatCameWentAndChanged() {
        SettingsRevision one = own(Map.of("region", "us", "size", "7"));
        SettingsRevision two = one.changed(
                new SettingsChange(Map.of("region", "ap", "timeout", "PT5S"), Set.of("size"), "why"), keys, OLGA, NOON);

        assertThat(one.differencesTo(two))
                .containsExactly(
                        new Difference("region", Optional.of("us"), Optional.of("ap")),
                        new Difference("size", Optional.of("7"), Optional.empty()),
                        new Difference("timeout", Optional.empty(), Optional.of("PT5S")));
        assertThat(two.differencesTo(two)).isEmpty();
    }

    @Test
    void aRestoredRevisionIsANewOneThatTheKeysOfTodayMustAllow() {
        SettingsRevision one = own(Map.of("size", "7"));
        SettingsRevision two = one.changed(SettingsChange.set("size", "8", "why"), keys, OLGA, NOON);
        KeyRevision without = keys.changed(KeyChange.remove("gone", "size"), OLGA, NOON);

        assertThat(two.restored(one, "back", keys, OLGA, NOON))
                .satisfies(back -> assertThat(back.revision()).isEqualTo(3))
                .satisfies(back -> assertThat(back.values()).isEqualTo(one.values()));
        refused("configuration.unknownKey", () -> two.restored(one, "back", without, OLGA, NOON));
    }

    @Test
    void aSecretIsNeverShared() {
        ConfigurationKey secret = ConfigurationKey.of("token", ValueType.SECRET);

        refused("configuration.sharedSecret", secret::sharedByAll);
        refused("configuration.sharedSecret", () -> secret.defaultingTo("secret:vault/all/token"));
        assertThat(secret.defaultingTo("secret:vault/{workspace}/token").defaultIn(PROD))
                .contains("secret:vault/prod/token");
    }

    @Test
    void keysAreNamedOnceAndNotTooMany() {
        ConfigurationKey[] many = IntStream.rangeClosed(1, 501)
                .mapToObj(i -> ConfigurationKey.of("key" + i, ValueType.TEXT))
                .toArray(ConfigurationKey[]::new);

        refused("configuration.change", () -> KeyChange.define("why", many[0], many[0]));
        refused("configuration.change", () -> new KeyChange(List.of(many[0]), Set.of("key1"), "why"));
        refused("configuration.change", () -> KeyChange.define("why"));
        refused("id.format", () -> ConfigurationKey.of("a b", ValueType.TEXT));
        refused(
                "configuration.tooMany",
                () -> KeyRevision.none(ACME).changed(KeyChange.define("why", many), OLGA, NOON));
        refused("configuration.unknownKey", () -> keys.changed(KeyChange.remove("why", "nobody"), OLGA, NOON));
    }
}
