package io.sluice.promotion.isolation;

import static io.sluice.promotion.isolation.IsolationRule.GATEWAY_ACROSS_TYPES;
import static io.sluice.promotion.isolation.IsolationRule.PII_PATH;
import static io.sluice.promotion.isolation.IsolationRule.SANDBOX_PATH;
import static io.sluice.promotion.isolation.IsolationRule.SHARED_GATEWAY;

import io.sluice.promotion.workspace.EnvironmentType;
import io.sluice.promotion.workspace.Workspace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Judges whether the environments of one organization keep apart. A pure function; the same findings refuse a change that
 * would bring them about, block promotions, and are shown on demand.
 */
public final class Isolation {
    private Isolation() {}

    /** Everything that is wrong, by workspace, errors first. Archived workspaces play no part. */
    public static List<Finding> judge(List<Environment> environments) {
        List<Environment> living = environments.stream()
                .filter(environment -> !environment.workspace().isArchived())
                .toList();
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < living.size(); i++) {
            for (Environment other : living.subList(i + 1, living.size())) {
                gateways(living.get(i), other).ifPresent(findings::add);
            }
        }
        paths(living, findings);
        SettingsRules.judge(living, findings);
        findings.sort(Comparator.comparing((Finding finding) -> finding.rule().severity())
                .thenComparing(finding -> finding.workspace().value())
                .thenComparing(Finding::where));
        return findings;
    }

    /** The errors that are there after a change and were not there before. */
    public static List<Finding> newErrors(List<Environment> before, List<Environment> after) {
        List<Finding> known = judge(before);
        return judge(after).stream()
                .filter(Finding::isError)
                .filter(finding -> !known.contains(finding))
                .toList();
    }

    private static Optional<Finding> gateways(Environment one, Environment two) {
        boolean same = one.workspace().gateway().isPresent()
                && one.workspace().gateway().equals(two.workspace().gateway());
        if (!same || one.workspace().environmentType() == two.workspace().environmentType()) {
            return Optional.empty();
        }
        Environment first = one.isProtected() ? one : two;
        Environment second = one.isProtected() ? two : one;
        return Optional.of(new Finding(
                first.isProtected() ? SHARED_GATEWAY : GATEWAY_ACROSS_TYPES,
                first.id(),
                Optional.of(second.id()),
                "gateway",
                "Gateway " + first.workspace().gateway().orElseThrow() + " serves " + first.id() + " and " + second.id()
                        + ".",
                "Give each of them a gateway of its own."));
    }

    private static void paths(List<Environment> living, List<Finding> findings) {
        Map<String, Workspace> byId = new HashMap<>();
        living.forEach(environment -> byId.put(environment.id().value(), environment.workspace()));
        for (Environment environment : living) {
            Workspace target = environment.workspace();
            Optional<Workspace> source =
                    target.promotionFrom().flatMap(from -> Optional.ofNullable(byId.get(from.value())));
            source.filter(from -> isSandbox(from) || isSandbox(target))
                    .ifPresent(from -> findings.add(new Finding(
                            SANDBOX_PATH,
                            target.id(),
                            Optional.of(from.id()),
                            "promotionFrom",
                            "The path from " + from.id() + " to " + target.id() + " has a sandbox on it.",
                            "Take the sandbox off the path.")));
            source.filter(from -> from.dataPolicy().piiAllowed()
                            && !target.dataPolicy().piiAllowed())
                    .ifPresent(from -> findings.add(new Finding(
                            PII_PATH,
                            target.id(),
                            Optional.of(from.id()),
                            "promotionFrom",
                            "Personal data is allowed in " + from.id() + " and not in " + target.id()
                                    + ": only versions that declare data.pii=false can pass.",
                            "Allow it in neither or in both, or declare data.pii with every version.")));
        }
    }

    private static boolean isSandbox(Workspace workspace) {
        return workspace.environmentType() == EnvironmentType.SANDBOX;
    }
}
