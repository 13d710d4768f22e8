package io.sluice.promotion.gate;

import io.sluice.promotion.artifact.Traits;
import io.sluice.promotion.request.PromotionKind;
import io.sluice.promotion.workspace.Workspace;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Does the version fit into the environment, and is the environment in order? Going back is exempt: it must be possible
 * whatever state the environment is in, and what went live there once did fit.
 */
final class EnvironmentRules {
    private EnvironmentRules() {}

    static void judge(GateFacts facts, Gate.Moment moment, Consumer<Blocker> blocked) {
        if (facts.kind() == PromotionKind.ROLLBACK) {
            return;
        }
        personalData(facts, blocked);
        encryption(facts, blocked);
        executions(facts, moment, blocked);
        isolation(facts, blocked);
        drift(facts, blocked);
    }

    /** Silence of a version from where personal data is allowed counts as yes. */
    private static void personalData(GateFacts facts, Consumer<Blocker> blocked) {
        Workspace source = facts.source();
        Workspace target = facts.target();
        Traits traits = facts.version().traits();
        boolean carries = traits.pii().orElse(source.dataPolicy().piiAllowed());
        if (carries && !target.dataPolicy().piiAllowed()) {
            boolean declared = traits.pii().isPresent();
            blocked.accept(new Blocker(
                    "isolation.pii",
                    target.name() + " may hold no personal data, and the version "
                            + (declared ? "declares to carry it." : "comes from where it is allowed."),
                    Blocker.Lifts.NEVER,
                    "the authors of the version",
                    Traits.PII + "=" + (declared ? "true" : "not declared"),
                    Optional.empty(),
                    "Register a version that declares " + Traits.PII + "=false."));
        }
    }

    private static void encryption(GateFacts facts, Consumer<Blocker> blocked) {
        if (facts.target().dataPolicy().encryptionRequired()
                && !facts.version().traits().encrypted()) {
            blocked.accept(new Blocker(
                    "isolation.encryption",
                    facts.target().name() + " demands encrypted data, which the version does not offer.",
                    Blocker.Lifts.NEVER,
                    "the authors of the version",
                    "",
                    Optional.empty(),
                    "Register a version that declares " + Traits.ENCRYPTED + "=true."));
        }
    }

    private static void executions(GateFacts facts, Gate.Moment moment, Consumer<Blocker> blocked) {
        int own = facts.version().traits().executions();
        int most = facts.target().limits().maxConcurrentExecutions();
        Surroundings now = facts.surroundings();
        if (own == 0) {
            return;
        }
        int together = facts.together().executions();
        int promised = now.promisedExecutions() + together;
        if (own + together > most - now.liveExecutions()) {
            blocked.accept(new Blocker(
                    "limit.maxConcurrentExecutions",
                    "The version takes up " + own + " executions"
                            + (together > 0 ? ", " + together + " more come with it" : "") + ", and "
                            + facts.target().name() + " has " + Math.max(0, most - now.liveExecutions()) + " of " + most
                            + " left.",
                    Blocker.Lifts.BY_PEOPLE,
                    "a workspace administrator",
                    now.liveExecutions() + " of " + most,
                    Optional.empty(),
                    "Raise the limit of the workspace or take an artifact away."));
        } else if (moment == Gate.Moment.DEPLOYMENT && !facts.holdsTarget() && own > most - promised) {
            blocked.accept(new Blocker(
                    "limit.promised",
                    "Other promotions are about to take the last executions in "
                            + facts.target().name() + ".",
                    Blocker.Lifts.BY_ITSELF,
                    "nobody",
                    promised + " live or promised of " + most,
                    Optional.empty(),
                    "Wait; Sluice goes on by itself."));
        }
    }

    private static void isolation(GateFacts facts, Consumer<Blocker> blocked) {
        facts.surroundings()
                .errors()
                .forEach(finding -> blocked.accept(new Blocker(
                        finding.code(),
                        finding.message(),
                        Blocker.Lifts.BY_PEOPLE,
                        "a workspace administrator",
                        finding.where() + " of " + finding.workspace(),
                        Optional.empty(),
                        finding.repair())));
    }

    /**
     * A promotion of the very content that was found makes the records true again. After a restored backup nothing else
     * could: whoever forgot that it was promoted can neither accept it nor put back what was there before.
     */
    private static void drift(GateFacts facts, Consumer<Blocker> blocked) {
        facts.surroundings()
                .drift()
                .filter(drift ->
                        !drift.found().equals(Optional.of(facts.version().digest())))
                .ifPresent(drift -> blocked.accept(new Blocker(
                        "drift.unresolved",
                        "Something else is live in " + facts.target().name() + " than what was recorded, since "
                                + drift.since() + ".",
                        Blocker.Lifts.BY_PEOPLE,
                        "whoever operates " + facts.target().name(),
                        drift.inWords(),
                        Optional.empty(),
                        "Have the recorded version put back, or what was found accepted.")));
    }
}
