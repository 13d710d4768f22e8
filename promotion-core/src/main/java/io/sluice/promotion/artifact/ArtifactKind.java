package io.sluice.promotion.artifact;

import io.sluice.promotion.problem.InvalidInputException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What sort of thing is promoted. Hosts add their own kinds.
 *
 * @param value {@code [A-Z][A-Z0-9_]{0,31}}
 */
public record ArtifactKind(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Z][A-Z0-9_]{0,31}");

    /** An AI agent. */
    public static final ArtifactKind AGENT = new ArtifactKind("AGENT");

    /** Several agents and steps working together. */
    public static final ArtifactKind ORCHESTRATION = new ArtifactKind("ORCHESTRATION");

    /** Refuses anything else with {@code kind.format}. */
    public ArtifactKind {
        if (!matches(value)) {
            throw new InvalidInputException(
                    "artifact.kind", "kind.format", "A kind is 1 to 32 characters of A-Z, 0-9 and _, such as AGENT.");
        }
    }

    private static boolean matches(@Nullable String value) {
        return value != null && FORM.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
