package io.sluice.example.process;

import io.sluice.promotion.bpmn.SluiceEngine;
import io.sluice.promotion.identity.OrganizationId;
import java.io.PrintStream;

/**
 * A process that the team drew itself, {@code processes/guarded-release.bpmn}, in use: deployed, chosen by a policy, and
 * three versions on their way through it. Exits with 0 only when each of them ended as told.
 */
public final class GuardedRelease {
    static final OrganizationId ORGANIZATION = new OrganizationId("acme");

    private GuardedRelease() {}

    /** Tells the story on an embedded database that is gone afterwards. */
    public static void main(String[] arguments) {
        boolean happened = run(System.out);
        System.exit(happened ? 0 : 1);
    }

    static boolean run(PrintStream out) {
        Shelf shelf = new Shelf();
        try (SluiceEngine engine = SluiceEngine.builder()
                .directory(people())
                .deployer(shelf)
                .check(new TestResults())
                .step(LicenceScan.TOPIC, new LicenceScan())
                .start()) {
            return new Story(engine, shelf, out).tell();
        }
    }

    private static People people() {
        return new People(ORGANIZATION)
                .with("olga.admin", "Olga Admin", "org-admin", "policy-admin")
                .with("lena.fischer", "Lena Fischer", "viewer")
                .with("mia.chen", "Mia Chen", "requester")
                .with("paul.weber", "Paul Weber", "viewer", "product_owner")
                .with("sara.nilsson", "Sara Nilsson", "viewer", "security_officer")
                .with("rita.gomez", "Rita Gomez", "viewer", "release_board")
                .with("tom.berg", "Tom Berg", "viewer", "release_board")
                .with("ada.audit", "Ada Audit", "auditor");
    }
}
