package io.sluice.promotion.report;

import io.sluice.promotion.report.SarifRules.Reference;
import io.sluice.promotion.report.SarifRules.Rule;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** One run of a tool in a SARIF log; resolves what its results mean: section 3.27 of the standard. */
final class SarifRun {
    private static final int LONGEST = 160;

    private final JsonNode run;
    private final SarifRules rules;
    private final List<IdentityHashMap<Rule, SarifLevel>> overrides = new ArrayList<>();

    SarifRun(JsonNode run) throws CannotTellException {
        this.run = run;
        this.rules = new SarifRules(run.at("tool"));
        for (JsonNode invocation : run.at("invocations").elements()) {
            overrides.add(overrides(invocation));
        }
    }

    /** The tool's name, for people. */
    String tool() throws CannotTellException {
        return Printable.line(run.at("tool", "driver", "name").text().orElse("a tool without a name"), 60);
    }

    /** Whether nothing says that the tool failed. */
    boolean isSuccessful() throws CannotTellException {
        for (JsonNode invocation : run.at("invocations").elements()) {
            if (!invocation.at("executionSuccessful").truth().orElse(true)) {
                return false;
            }
        }
        return true;
    }

    /** Whether there are results: they are null when the tool did not begin to analyse, or lie in another file. */
    boolean hasResults() throws CannotTellException {
        return run.at("results").isPresent()
                && !run.at("externalPropertyFileReferences", "results").isPresent();
    }

    /** Counts all results. */
    void count(FindingTally tally) throws CannotTellException {
        for (JsonNode result : run.at("results").elements()) {
            if (result.at("baselineState").text().filter("absent"::equals).isPresent()) {
                continue;
            }
            if (isSuppressed(result)) {
                tally.addSuppressed();
            } else {
                count(result, tally);
            }
        }
    }

    private void count(JsonNode result, FindingTally tally) throws CannotTellException {
        String ruleId = result.at("ruleId").text().orElse("");
        Reference reference =
                Reference.of(result.at("rule"), ruleId, result.at("ruleIndex").index());
        Optional<Rule> rule = rules.find(reference);
        boolean isProblem = isProblem(result);
        SarifLevel level = level(result, rule, isProblem);
        OptionalDouble severity = isProblem ? severity(result, rule) : OptionalDouble.empty();
        tally.add(level, severity, description(result, reference, rule));
    }

    /** Other kinds are passed rules, remarks and questions. */
    private static boolean isProblem(JsonNode result) throws CannotTellException {
        JsonNode kind = result.at("kind");
        return switch (kind.text().orElse("fail")) {
            case "fail" -> true;
            case "pass", "open", "informational", "notApplicable", "review" -> false;
            default -> throw kind.wrong("pass, open, informational, notApplicable, review or fail");
        };
    }

    private SarifLevel level(JsonNode result, Optional<Rule> rule, boolean isProblem) throws CannotTellException {
        Optional<SarifLevel> own = SarifLevel.of(result.at("level"));
        if (own.isPresent()) {
            return own.get();
        }
        if (!isProblem) {
            return SarifLevel.NONE;
        }
        int invocation = result.at("provenance", "invocationIndex").index();
        return rule.flatMap(found -> configured(found, invocation)).orElse(SarifLevel.WARNING);
    }

    private Optional<SarifLevel> configured(Rule rule, int invocation) {
        Optional<SarifLevel> override = invocation >= 0 && invocation < overrides.size()
                ? Optional.ofNullable(overrides.get(invocation).get(rule))
                : Optional.empty();
        return override.or(rule::level);
    }

    /** The higher one when both the rule and the result have one. */
    private static OptionalDouble severity(JsonNode result, Optional<Rule> rule) throws CannotTellException {
        OptionalDouble own = SarifRules.severity(result);
        OptionalDouble general = rule.map(Rule::severity).orElse(OptionalDouble.empty());
        return own.isPresent() && own.getAsDouble() >= general.orElse(0) ? own : general;
    }

    /** Of several requests to suppress a result the strictest counts; the standard leaves that open. */
    private static boolean isSuppressed(JsonNode result) throws CannotTellException {
        List<JsonNode> suppressions = result.at("suppressions").elements();
        for (JsonNode suppression : suppressions) {
            if (!suppression.at("status").text().orElse("accepted").equals("accepted")) {
                return false;
            }
        }
        return !suppressions.isEmpty();
    }

    private IdentityHashMap<Rule, SarifLevel> overrides(JsonNode invocation) throws CannotTellException {
        IdentityHashMap<Rule, SarifLevel> levels = new IdentityHashMap<>();
        for (JsonNode override : invocation.at("ruleConfigurationOverrides").elements()) {
            Optional<Rule> rule = rules.find(Reference.of(override.at("descriptor"), "", -1));
            Optional<SarifLevel> level = SarifLevel.of(override.at("configuration", "level"));
            if (rule.isPresent() && level.isPresent()) {
                levels.put(rule.get(), level.get());
            }
        }
        return levels;
    }

    private static String description(JsonNode result, Reference reference, Optional<Rule> rule)
            throws CannotTellException {
        String id = reference.id().isEmpty() ? rule.map(Rule::id).orElse("a rule without a name") : reference.id();
        String message = result.at("message", "text")
                .text()
                .or(() -> rule.map(Rule::description))
                .orElse("");
        String place = place(result.at("locations").first());
        return Printable.line(id, 80)
                + (message.isBlank() ? "" : ": " + Printable.line(message, LONGEST))
                + (place.isEmpty() ? "" : " (" + place + ")");
    }

    private static String place(JsonNode location) throws CannotTellException {
        JsonNode physical = location.at("physicalLocation");
        String file = physical.at("artifactLocation", "uri").text().orElse("");
        if (file.isEmpty()) {
            JsonNode logical = location.at("logicalLocations").first();
            return Printable.line(logical.at("fullyQualifiedName").text().orElse(""), LONGEST);
        }
        int line = physical.at("region", "startLine").index();
        return Printable.line(file, LONGEST) + (line > 0 ? ":" + line : "");
    }
}
