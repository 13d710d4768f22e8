package io.sluice.promotion;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.PROD;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.wanted;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.gate.Blocker;
import io.sluice.promotion.gate.GateDecision;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.problem.NotFoundException;
import java.util.List;
import org.junit.jupiter.api.Test;

abstract class DryRunContract extends SluiceContract {
    @Test
    void tellsAViewerWhatStandsInSomebodyElsesWay() {
        acme().inStaging("1.0.0");

        assertThat(codes(dryRun("vic", "rita", "1.0.0", STAGING, PROD)))
                .containsExactlyInAnyOrder("approval.missing", "check.missing", "check.missing", "check.missing");
        assertThat(codes(dryRun("vic", "bob", "1.0.0", STAGING, PROD))).contains("request.notPermitted");
        assertThat(codes(dryRun("vic", "nobody", "1.0.0", STAGING, PROD))).contains("request.notPermitted");
    }

    @Test
    void doesNotCountThePersonAmongThoseWhoCouldApprove() {
        acme().inStaging("1.0.0");
        directory().grant(ACME, "carol", "requester");
        directory().revoke(ACME, "dave", "approver");

        assertThat(codes(dryRun("vic", "rita", "1.0.0", STAGING, PROD))).doesNotContain("approval.unsatisfiable");
        assertThat(codes(dryRun("vic", "carol", "1.0.0", STAGING, PROD))).contains("approval.unsatisfiable");
    }

    @Test
    void changesNothing() {
        acme().inStaging("1.0.0");
        List<String> before = everything();

        dryRun("vic", "rita", "1.0.0", STAGING, PROD);

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void needsEyesForBothWorkspaces() {
        acme().register("1.0.0");
        directory().member(ACME, "zoe").grantIn(ACME, DEV, "zoe", "viewer");

        assertRefused(NotFoundException.class, "notFound", () -> dryRun("zoe", "rita", "1.0.0", DEV, STAGING));
    }

    private GateDecision dryRun(String caller, String person, String label, WorkspaceId from, WorkspaceId to) {
        return promotions().dryRunFor(acme().human(caller), ACME, new PersonId(person), wanted(label, from, to));
    }

    private static List<String> codes(GateDecision decision) {
        return decision.reasons().stream().map(Blocker::code).toList();
    }
}
