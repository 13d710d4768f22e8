package io.sluice.promotion.spring.rest.artifact;

import io.sluice.promotion.check.CheckResult;
import io.sluice.promotion.check.CheckVerdict;
import io.sluice.promotion.spring.rest.ArtifactView;
import io.sluice.promotion.spring.rest.People;
import io.sluice.promotion.spring.rest.Person;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a check said about a version on its way into a workspace. */
record CheckResultView(
        String id,
        ArtifactView artifact,
        String digest,
        String target,
        String name,
        CheckVerdict verdict,
        String summary,
        Optional<String> evidence,
        Map<String, Double> metrics,
        Instant measuredAt,
        Instant validUntil,
        String reportedBy,
        Optional<Revoked> revoked) {
    record Revoked(Person by, Instant at, String reason) {}

    static CheckResultView of(CheckResult result, People people) {
        return new CheckResultView(
                result.id().value(),
                ArtifactView.of(result.artifact()),
                result.digest().value(),
                result.target().value(),
                result.name().value(),
                result.outcome().verdict(),
                result.outcome().summary(),
                Optional.of(result.outcome().evidence()).filter(link -> !link.isEmpty()),
                new TreeMap<>(result.outcome().metrics()),
                result.measuredAt(),
                result.validUntil(),
                result.reportedBy(),
                result.revoked()
                        .map(revoked -> new Revoked(people.person(revoked.by()), revoked.at(), revoked.reason())));
    }
}
