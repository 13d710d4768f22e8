package io.sluice.promotion.spring.rest.artifact;

import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.input.Secrets;
import io.sluice.promotion.spring.rest.ArtifactView;
import io.sluice.promotion.spring.rest.People;
import io.sluice.promotion.spring.rest.Person;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One version of an artifact. What looks like a secret in its metadata is masked. */
record VersionView(
        ArtifactView artifact,
        String version,
        String digest,
        List<Person> authors,
        Map<String, String> metadata,
        Person registeredBy,
        Instant registeredAt) {
    static VersionView of(ArtifactVersion version, People people) {
        Map<String, String> metadata = new TreeMap<>(version.metadata());
        metadata.replaceAll((key, value) -> Secrets.mask(value));
        return new VersionView(
                ArtifactView.of(version.artifact()),
                version.label().value(),
                version.digest().value(),
                version.authors().stream()
                        .sorted(Comparator.comparing(author -> author.value()))
                        .map(people::person)
                        .toList(),
                metadata,
                people.person(version.registeredBy()),
                version.registeredAt());
    }
}
