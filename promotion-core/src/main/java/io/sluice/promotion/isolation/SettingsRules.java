package io.sluice.promotion.isolation;

import io.sluice.promotion.configuration.SecretReference;
import io.sluice.promotion.configuration.Setting;
import io.sluice.promotion.configuration.ValueType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the configuration of one workspace says about another. */
final class SettingsRules {
    private final List<Environment> living;
    private final List<Finding> findings;
    private final Names ids = new Names();
    private final Names gateways = new Names();

    private SettingsRules(List<Environment> living, List<Finding> findings) {
        this.living = living;
        this.findings = findings;
        for (Environment environment : living) {
            ids.add(environment.id().value(), environment);
            environment.workspace().gateway().ifPresent(gateway -> gateways.add(gateway, environment));
        }
    }

    static void judge(List<Environment> living, List<Finding> findings) {
        SettingsRules rules = new SettingsRules(living, findings);
        for (Environment environment : living) {
            environment.configuration().settings().values().forEach(setting -> rules.judge(environment, setting));
        }
        rules.shared(ValueType.SECRET, IsolationRule.SHARED_SECRET, "Give each its own secret.");
        rules.shared(ValueType.URL, IsolationRule.SHARED_ADDRESS, "Give each its own, or define the key as shared.");
    }

    private void judge(Environment own, Setting setting) {
        if (setting.type() == ValueType.SECRET) {
            secret(own, setting);
        } else if (!setting.shared()) {
            gateway(own, setting);
            if (setting.type() == ValueType.URL) {
                address(own, setting);
            }
        }
    }

    private void secret(Environment own, Setting setting) {
        List<String> path = SecretReference.path(setting.value());
        if (!path.contains(own.id().value())) {
            path.stream()
                    .flatMap(part -> ids.called(part).stream())
                    .findFirst()
                    .ifPresent(other -> add(
                            IsolationRule.FOREIGN_SECRET,
                            own,
                            setting,
                            other,
                            "refers to a secret of workspace " + other.id(),
                            "Refer to a secret of " + own.id() + "."));
        }
    }

    private void gateway(Environment own, Setting setting) {
        gateways.namedIn(setting.value())
                .filter(other ->
                        !other.workspace().gateway().equals(own.workspace().gateway()))
                .findFirst()
                .ifPresent(other -> add(
                        IsolationRule.FOREIGN_GATEWAY,
                        own,
                        setting,
                        other,
                        "names the gateway of workspace " + other.id(),
                        "Name the gateway of " + own.id() + ", or define the key as shared."));
    }

    private void address(Environment own, Setting setting) {
        List<Environment> named = ids.namedIn(setting.value()).toList();
        if (named.stream().noneMatch(environment -> environment.id().equals(own.id()))) {
            named.stream()
                    .findFirst()
                    .ifPresent(other -> add(
                            IsolationRule.FOREIGN_DATA,
                            own,
                            setting,
                            other,
                            "is an address of workspace " + other.id(),
                            "Give the address that belongs to " + own.id() + ", or define the key as shared."));
        }
    }

    /** One secret or address in a protected workspace and in one that is not. */
    private void shared(ValueType type, IsolationRule rule, String repair) {
        Map<String, Environment> open = new HashMap<>();
        living.stream()
                .filter(environment -> !environment.isProtected())
                .forEach(environment -> ownValues(environment, type)
                        .forEach(setting -> open.putIfAbsent(setting.value(), environment)));
        living.stream()
                .filter(Environment::isProtected)
                .forEach(environment -> ownValues(environment, type)
                        .forEach(setting -> Optional.ofNullable(open.get(setting.value()))
                                .ifPresent(other -> add(
                                        rule,
                                        environment,
                                        setting,
                                        other,
                                        "is the same in workspace " + other.id(),
                                        repair))));
    }

    private static Stream<Setting> ownValues(Environment environment, ValueType type) {
        return environment.configuration().settings().values().stream()
                .filter(setting -> setting.type() == type && !setting.shared())
                .filter(setting -> setting.origin() == Setting.Origin.WORKSPACE);
    }

    private void add(
            IsolationRule rule, Environment where, Setting setting, Environment other, String what, String repair) {
        findings.add(new Finding(
                rule,
                where.id(),
                Optional.of(other.id()),
                "configuration." + setting.key(),
                "Setting " + setting.key() + " of " + where.id() + " " + what + ".",
                repair));
    }
}
