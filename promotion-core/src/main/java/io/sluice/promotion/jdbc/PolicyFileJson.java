package io.sluice.promotion.jdbc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.jr.ob.JSON;
import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.policy.ApprovalTerms;
import io.sluice.promotion.policy.BreakGlass;
import io.sluice.promotion.policy.CheckRequirement;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.policy.Reminders;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.workspace.EnvironmentType;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A policy in a file that a person keeps. It has the form in which policies are stored; whom a policy asks and what it
 * checks must stand there, all else may be left out where there is a default.
 */
public final class PolicyFileJson {
    private static final int MOST_CHARACTERS = 1_000_000;
    private static final JSON FORM = JSON.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(JSON.Feature.PRETTY_PRINT_OUTPUT)
            .build();
    private static final Map<String, Object> NOTHING =
            PolicyJson.fields(PromotionPolicy.standard(EnvironmentType.DEVELOPMENT));
    private static final Map<String, Object> CHECK = PolicyJson.check(CheckRequirement.of(CheckName.TESTS));
    /** Forgotten, they would mean that nobody is asked and nothing is checked. */
    private static final List<String> NEEDED = List.of("stages", "checks");

    private PolicyFileJson() {}

    /** Every field, one a line. */
    public static String write(PromotionPolicy policy) {
        try {
            return FORM.asString(PolicyJson.fields(policy)) + "\n";
        } catch (IOException e) {
            throw new IllegalStateException("This policy has no JSON.", e);
        }
    }

    /** Refuses what is no JSON with {@code policy.json}, what a policy does not have with {@code policy.field}. */
    public static PromotionPolicy read(String json) {
        Map<String, Object> object = object(json);
        NOTHING.forEach((name, value) -> {
            if (!NEEDED.contains(name)) {
                object.putIfAbsent(name, value);
            }
        });
        complete(object, "approvals", PolicyJson.terms(ApprovalTerms.STANDARD));
        complete(object, "reminders", PolicyJson.reminders(Reminders.STANDARD));
        complete(object, "breakGlass", PolicyJson.breakGlass(BreakGlass.STANDARD));
        if (object.get("checks") instanceof List<?> checks) {
            object.put(
                    "checks",
                    checks.stream().map(check -> completed(check, CHECK)).toList());
        }
        try {
            return PolicyJson.policy(object);
        } catch (UnusableJsonException e) {
            throw new InvalidInputException(
                    "policy." + e.place(), "policy.field", "At " + e.place() + " of the policy: " + e.why());
        }
    }

    private static void complete(Map<String, Object> object, String name, Map<String, Object> defaults) {
        object.computeIfPresent(name, (key, value) -> completed(value, defaults));
    }

    private static Object completed(Object value, Map<String, Object> defaults) {
        if (!(value instanceof Map<?, ?> given)) {
            return value;
        }
        Map<Object, @Nullable Object> whole = new LinkedHashMap<>(given);
        defaults.forEach((name, standard) -> {
            if (!given.containsKey(name) && !name.equals("name")) {
                whole.put(name, standard);
            }
        });
        return whole;
    }

    private static Map<String, Object> object(String json) {
        if (json.length() > MOST_CHARACTERS) {
            throw invalid("it has more than " + MOST_CHARACTERS + " characters");
        }
        try (JsonParser parser = FORM.createParser(json)) {
            Map<String, Object> object = FORM.mapFrom(parser);
            if (object == null || parser.nextToken() != null) {
                throw invalid("there must be one object and nothing behind it");
            }
            return new LinkedHashMap<>(object);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String where = at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
            throw invalid(where + reason(e));
        } catch (IOException e) {
            throw invalid("its characters are broken");
        }
    }

    /** The parser's own words, without what they quote at length. */
    private static String reason(JsonProcessingException e) {
        String words = String.valueOf(e.getOriginalMessage()).replaceAll("\\s+", " ");
        int remark = words.indexOf(" (start marker");
        String reason = remark < 0 ? words : words.substring(0, remark);
        return reason.length() > 150 ? reason.substring(0, 150) + "…" : reason;
    }

    private static InvalidInputException invalid(String why) {
        return new InvalidInputException("policy", "policy.json", "The policy is no JSON object: " + why + ".");
    }
}
