package io.sluice.promotion.isolation;

import io.sluice.promotion.configuration.SecretReference;
import io.sluice.promotion.configuration.Setting;
import io.sluice.promotion.configuration.ValueType;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the configuration of one workspace says about another. */
final class SettingsRules {
    private final List<Environment> living;
    private final List<Finding> findings;
    private final Map<String, Pattern> words = new HashMap<>();

    private SettingsRules(List<Environment> living, List<Finding> findings) {
        this.living = living;
        this.findings = findings;
    }

    static void judge(List<Environment> living, List<Finding> findings) {
        SettingsRules rules = new SettingsRules(living, findings);
        for (Environment environment : living) {
            environment.configuration().settings().values().forEach(setting -> rules.judge(environment, setting));
        }
        rules.shared(ValueType.SECRET, IsolationRule.SHARED_SECRET, "Give each its own secret.");
        rules.shared(ValueType.URL, IsolationRule.SHARED_ADDRESS, "Give each its own, or define the key as shared.");
    }

    private void judge(Environment environment, Setting setting) {
        if (setting.type() == ValueType.SECRET) {
            List<String> path = SecretReference.path(setting.value());
            another(environment, other -> path.contains(other.id().value()), path.contains(own(environment)))
                    .ifPresent(other -> add(
                            IsolationRule.FOREIGN_SECRET,
                            environment,
                            setting,
                            other,
                            "refers to a secret of workspace " + other.id(),
                            "Refer to a secret of " + environment.id() + "."));
        } else if (!setting.shared()) {
            another(environment, other -> namesGateway(setting, environment, other), false)
                    .ifPresent(other -> add(
                            IsolationRule.FOREIGN_GATEWAY,
                            environment,
                            setting,
                            other,
                            "names the gateway of workspace " + other.id(),
                            "Name the gateway of " + environment.id() + ", or define the key as shared."));
            if (setting.type() == ValueType.URL) {
                another(environment, other -> has(setting, other.id().value()), has(setting, own(environment)))
                        .ifPresent(other -> add(
                                IsolationRule.FOREIGN_DATA,
                                environment,
                                setting,
                                other,
                                "is an address of workspace " + other.id(),
                                "Give the address that belongs to " + environment.id()
                                        + ", or define the key as shared."));
            }
        }
    }

    /** One secret or address in a protected workspace and in one that is not. */
    private void shared(ValueType type, IsolationRule rule, String repair) {
        for (Environment guarded : living) {
            if (!guarded.isProtected()) {
                continue;
            }
            for (Environment open : living) {
                if (!open.isProtected()) {
                    shared(type, rule, guarded, open, repair);
                }
            }
        }
    }

    private void shared(ValueType type, IsolationRule rule, Environment guarded, Environment open, String repair) {
        List<String> values = own(open, type).map(Setting::value).toList();
        own(guarded, type)
                .filter(setting -> values.contains(setting.value()))
                .forEach(setting -> add(rule, guarded, setting, open, "is the same in workspace " + open.id(), repair));
    }

    private static Stream<Setting> own(Environment environment, ValueType type) {
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

    /** The first other workspace that is meant; none when the own one is meant. */
    private Optional<Environment> another(Environment own, Predicate<Environment> isMeant, boolean ownIsMeant) {
        return ownIsMeant
                ? Optional.empty()
                : living.stream()
                        .filter(other -> !other.id().equals(own.id()))
                        .filter(isMeant)
                        .findFirst();
    }

    private boolean namesGateway(Setting setting, Environment own, Environment other) {
        return other.workspace()
                .gateway()
                .filter(gateway -> !own.workspace().gateway().equals(Optional.of(gateway)))
                .filter(gateway -> has(setting, gateway))
                .isPresent();
    }

    /** Whether the value has this as a word: nothing that belongs to a word stands before or behind it. */
    private boolean has(Setting setting, String word) {
        return words.computeIfAbsent(
                        word.toLowerCase(Locale.ROOT),
                        text -> Pattern.compile("(?<![a-z0-9])" + Pattern.quote(text) + "(?![a-z0-9])"))
                .matcher(setting.value().toLowerCase(Locale.ROOT))
                .find();
    }

    private static String own(Environment environment) {
        return environment.id().value();
    }
}
