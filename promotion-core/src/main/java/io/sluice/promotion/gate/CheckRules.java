package io.sluice.promotion.gate;

import io.sluice.promotion.check.CheckResult;
import io.sluice.promotion.check.CheckVerdict;
import io.sluice.promotion.policy.CheckRequirement;
import io.sluice.promotion.policy.PolicyRevision;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Has everything passed that must have passed, for this content and recently enough? */
final class CheckRules {
    private CheckRules() {}

    static void judge(GateFacts facts, Consumer<Blocker> blocked) {
        for (PolicyRevision revision : facts.policies()) {
            Demands.of(facts.kind(), revision.policy()).checks().forEach(check -> judge(facts, check, blocked));
        }
        for (PolicyRevision revision : facts.exemptions().passedOver()) {
            revision.policy().checks().forEach(check -> judge(facts, check, blocked));
        }
    }

    private static void judge(GateFacts facts, CheckRequirement check, Consumer<Blocker> blocked) {
        CheckResult result = facts.checks().get(check.name());
        if (result == null || !result.digest().equals(facts.version().digest())) {
            blocked.accept(rerun("check.missing", "Check " + check.name() + " has not run for this content.", ""));
        } else if (result.revoked().isPresent()) {
            blocked.accept(revoked(check, result.revoked().get()));
        } else if (!isFresh(check, result, facts.now())) {
            blocked.accept(rerun(
                    "check.expired",
                    "The result of check " + check.name() + " is too old to count.",
                    "measured at " + result.measuredAt()));
        } else if (result.outcome().verdict() != CheckVerdict.PASSED) {
            blocked.accept(new Blocker(
                    result.outcome().verdict() == CheckVerdict.FAILED ? "check.failed" : "check.error",
                    "Check " + check.name() + " did not pass: "
                            + result.outcome().summary(),
                    Blocker.Lifts.BY_PEOPLE,
                    "the authors of the version",
                    result.outcome().evidence(),
                    Optional.empty(),
                    "Mend the cause and register a new version."));
        }
    }

    /** The policy may have shortened the validity since the result was stored: the shorter one counts. */
    static boolean isFresh(CheckRequirement check, CheckResult result, Instant now) {
        return result.isFresh(now) && now.isBefore(result.measuredAt().plus(check.validity()));
    }

    private static Blocker revoked(CheckRequirement check, CheckResult.Revocation revocation) {
        return rerun(
                "check.revoked",
                "The result of check " + check.name() + " was revoked: " + revocation.reason(),
                "by " + revocation.by() + " at " + revocation.at());
    }

    private static Blocker rerun(String code, String message, String evidence) {
        return new Blocker(
                code,
                message,
                Blocker.Lifts.BY_ITSELF,
                "Sluice",
                evidence,
                Optional.empty(),
                "Wait; Sluice runs it when the promotion is requested and again before it deploys.");
    }
}
