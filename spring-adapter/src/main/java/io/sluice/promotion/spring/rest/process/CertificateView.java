package io.sluice.promotion.spring.rest.process;

import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.process.Certificate;
import io.sluice.promotion.spring.rest.People;
import io.sluice.promotion.spring.rest.Person;
import java.time.Instant;
import java.util.Optional;

/** A proof that was written down. */
record CertificateView(
        String id, Optional<String> workspace, Optional<Integer> revision, ProofView proof, Person by, Instant at) {
    static CertificateView of(Certificate certificate, People people) {
        return new CertificateView(
                certificate.id(),
                certificate.workspace().map(WorkspaceId::value),
                certificate.revision().stream().boxed().findFirst(),
                ProofView.of(certificate.proof()),
                people.person(certificate.by()),
                certificate.at());
    }
}
