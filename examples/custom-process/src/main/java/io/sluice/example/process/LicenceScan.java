package io.sluice.example.process;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.bpmn.HostStep;
import io.sluice.promotion.bpmn.HostWork;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * The step "Scan licences" of the team's own: reads the bill of materials of a version and looks for licences that must
 * not be delivered. It only reads, so it may run any number of times.
 */
final class LicenceScan implements HostStep {
    /** The topic under which designers draw it. */
    static final String TOPIC = "acme.licence-scan";

    private static final String DENIED = "LICENCE_DENIED";
    private static final Set<String> NOT_DELIVERED = Set.of("AGPL-3.0-only", "SSPL-1.0");

    @Override
    public Set<String> errors() {
        return Set.of(DENIED);
    }

    @Override
    public Result run(HostWork work) {
        List<String> denied = billOf(work.request().artifact(), work.request().version())
                .lines()
                .map(line -> line.split(" ", 2))
                .filter(entry -> NOT_DELIVERED.contains(entry[1]))
                .map(entry -> entry[0] + " is under " + entry[1])
                .toList();
        return denied.isEmpty() ? Result.done() : Result.failed(DENIED, String.join(", ", denied) + ".");
    }

    /** One component with its licence in each line. */
    private static String billOf(ArtifactRef artifact, VersionLabel version) {
        String name = "/bills/" + artifact.id() + "-" + version.value() + ".txt";
        try (InputStream bill = LicenceScan.class.getResourceAsStream(name)) {
            if (bill == null) {
                throw new IllegalStateException("There is no bill of materials " + name + ".");
            }
            return new String(bill.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
