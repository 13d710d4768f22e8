package io.sluice.promotion.artifact;

import io.sluice.promotion.problem.InvalidInputException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a version declares about itself in its metadata, as far as environments depend on it.
 *
 * @param pii {@code data.pii}: whether it carries or processes personal data; empty when it does not say
 * @param encrypted {@code data.encrypted}: whether its data is encrypted at rest; false when it does not say
 * @param executions {@code executions}: how many executions at a time it takes up, 0 when it does not say
 */
public record Traits(Optional<Boolean> pii, boolean encrypted, int executions) {
    /** Metadata key: {@code true} or {@code false}. */
    public static final String PII = "data.pii";
    /** Metadata key: {@code true} or {@code false}. */
    public static final String ENCRYPTED = "data.encrypted";
    /** Metadata key: 0 to 100,000. */
    public static final String EXECUTIONS = "executions";

    private static final int MOST = 100_000;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,6}");

    /** Reads what was stored. What cannot be understood counts as the worst that it could mean. */
    public static Traits of(Map<String, String> metadata) {
        String executions = metadata.getOrDefault(EXECUTIONS, "0");
        return new Traits(
                Optional.ofNullable(metadata.get(PII)).map(value -> !value.equals("false")),
                metadata.getOrDefault(ENCRYPTED, "false").equals("true"),
                isCount(executions) ? Integer.parseInt(executions) : MOST);
    }

    /**
     * Refuses declarations that nobody understands.
     *
     * @throws InvalidInputException {@code metadata.flag} or {@code metadata.executions}
     */
    static void require(Map<String, String> metadata) {
        for (String key : new String[] {PII, ENCRYPTED}) {
            String value = metadata.getOrDefault(key, "true");
            if (!value.equals("true") && !value.equals("false")) {
                throw new InvalidInputException("metadata." + key, "metadata.flag", key + " is true or false.");
            }
        }
        if (!isCount(metadata.getOrDefault(EXECUTIONS, "0"))) {
            throw new InvalidInputException(
                    "metadata." + EXECUTIONS,
                    "metadata.executions",
                    EXECUTIONS + " is a number from 0 to " + MOST + ".");
        }
    }

    private static boolean isCount(String value) {
        return NUMBER.matcher(value).matches() && Integer.parseInt(value) <= MOST;
    }
}
