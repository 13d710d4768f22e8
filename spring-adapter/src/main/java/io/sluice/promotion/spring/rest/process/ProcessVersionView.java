package io.sluice.promotion.spring.rest.process;

import io.sluice.promotion.bpmn.deploy.ProcessVersion;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.spring.rest.People;
import io.sluice.promotion.spring.rest.Person;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One version of a process. */
record ProcessVersionView(
        String process,
        int version,
        boolean own,
        String name,
        String resource,
        String digest,
        Instant deployedAt,
        Optional<Person> deployedBy,
        boolean newest,
        List<String> usedBy,
        long running,
        Optional<CertificateView> proof) {
    static ProcessVersionView of(ProcessVersion version, People people) {
        return new ProcessVersionView(
                version.process(),
                version.version(),
                version.own(),
                version.name(),
                version.resource(),
                version.digest().value(),
                version.deployedAt(),
                people.person(version.deployedBy()),
                version.newest(),
                version.usedBy().stream().map(WorkspaceId::value).toList(),
                version.running(),
                version.proof().map(certificate -> CertificateView.of(certificate, people)));
    }
}
