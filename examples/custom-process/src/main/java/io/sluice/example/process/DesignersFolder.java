package io.sluice.example.process;

import io.sluice.promotion.PolicyFile;
import io.sluice.promotion.policy.PromotionPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The folder {@code processes} of the process designers, as it was packed into the program. */
final class DesignersFolder {
    /** The name under which the process file is deployed. */
    static final String PROCESS = "guarded-release.bpmn";

    private DesignersFolder() {}

    static byte[] process() {
        return read(PROCESS);
    }

    /** The policy that the process was drawn for; it names the process. */
    static PromotionPolicy policy() {
        return PolicyFile.read(new String(read("policy.json"), StandardCharsets.UTF_8));
    }

    private static byte[] read(String name) {
        try (InputStream file = DesignersFolder.class.getResourceAsStream("/processes/" + name)) {
            if (file == null) {
                throw new IllegalStateException("The program was packed without " + name + ".");
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
