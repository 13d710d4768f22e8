package io.sluice.promotion.jdbc;

import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.input.Durations;
import io.sluice.promotion.policy.ApprovalRule;
import io.sluice.promotion.policy.ApprovalStage;
import io.sluice.promotion.policy.ApprovalTerms;
import io.sluice.promotion.policy.Approvers;
import io.sluice.promotion.policy.AutoPromotion;
import io.sluice.promotion.policy.BreakGlass;
import io.sluice.promotion.policy.CheckPhase;
import io.sluice.promotion.policy.CheckRequirement;
import io.sluice.promotion.policy.Condition;
import io.sluice.promotion.policy.OnDeadline;
import io.sluice.promotion.policy.OpenRequests;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.policy.Reminders;
import io.sluice.promotion.problem.InvalidInputException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A policy as it is stored. Every field is written, and an unknown one is refused. A field that a revision does not have
 * was not known when it was written, and means what was true then.
 *
 * <p>A policy that somebody writes by hand has the same form and may leave out what has a default, see {@link
 * PolicyFileJson}.
 */
final class PolicyJson {
    private static final Duration LEAST = Duration.ofMinutes(1);
    private static final Duration MOST = Duration.ofDays(90);

    private PolicyJson() {}

    static String write(PromotionPolicy policy) {
        return Json.write(fields(policy));
    }

    static PromotionPolicy read(String json) {
        return policy(Json.readObject(json));
    }

    static Map<String, Object> fields(PromotionPolicy policy) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("stages", policy.stages().stream().map(PolicyJson::stage).toList());
        fields.put("approvals", terms(policy.approvals()));
        fields.put("checks", policy.checks().stream().map(PolicyJson::check).toList());
        fields.put("approvalDeadline", duration("policy.approvalDeadline", policy.approvalDeadline()));
        fields.put("onDeadline", onDeadline(policy.onDeadline()));
        fields.put("reminders", reminders(policy.reminders()));
        fields.put("windows", policy.windows().stream().map(SpanJson::window).toList());
        fields.put("soak", duration("policy.soak", policy.soak()));
        fields.put("openRequests", policy.openRequests().name());
        policy.rollback().ifPresent(stage -> fields.put("rollback", stage(stage)));
        fields.put("automaticRollback", policy.automaticRollback());
        policy.autoPromotion().ifPresent(automatic -> fields.put("autoPromotion", automatic(automatic)));
        policy.breakGlass().ifPresent(bypass -> fields.put("breakGlass", breakGlass(bypass)));
        fields.put("process", policy.process());
        return fields;
    }

    static PromotionPolicy policy(Map<?, ?> object) {
        return JsonFields.read(
                object,
                fields -> new PromotionPolicy(
                        fields.objects("stages", PolicyJson::readStage),
                        fields.optionalObject("approvals", PolicyJson::readTerms)
                                .orElse(ApprovalTerms.STANDARD),
                        fields.objects("checks", PolicyJson::readCheck),
                        Durations.parse("policy.approvalDeadline", fields.text("approvalDeadline"), LEAST, MOST),
                        fields.optionalObject("onDeadline", PolicyJson::readOnDeadline)
                                .orElse(OnDeadline.EXPIRE),
                        fields.object("reminders", PolicyJson::readReminders),
                        fields.objects("windows", SpanJson::readWindow),
                        fields.optionalText("soak").map(PolicyJson::span).orElse(Duration.ZERO),
                        fields.optionalParsed("openRequests", OpenRequests::valueOf)
                                .orElse(OpenRequests.SUPERSEDE),
                        fields.optionalObject("rollback", PolicyJson::readStage),
                        fields.optionalFlag("automaticRollback").orElse(false),
                        fields.optionalObject("autoPromotion", PolicyJson::readAutomatic),
                        fields.optionalObject("breakGlass", PolicyJson::readBreakGlass),
                        fields.text("process")));
    }

    private static Map<String, Object> stage(ApprovalStage stage) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", stage.name());
        fields.put("rules", stage.rules().stream().map(PolicyJson::rule).toList());
        return fields;
    }

    private static ApprovalStage readStage(JsonFields fields) {
        return new ApprovalStage(fields.text("name"), fields.objects("rules", PolicyJson::readRule));
    }

    private static Map<String, Object> rule(ApprovalRule rule) {
        Map<String, Object> fields = new LinkedHashMap<>();
        Set<RoleId> roles = rule.approvers().askedRoles();
        if (rule.approvers() instanceof Approvers.Persons named) {
            fields.put("persons", Json.sortedTexts(named.persons()));
        } else if (roles.size() == 1) {
            fields.put("role", roles.iterator().next().value());
        } else {
            fields.put("roles", Json.sortedTexts(roles));
        }
        fields.put("required", rule.required());
        return fields;
    }

    private static ApprovalRule readRule(JsonFields fields) {
        int required = fields.integer("required");
        Optional<String> role = fields.optionalText("role");
        if (role.isPresent()) {
            return new ApprovalRule(new RoleId(role.get()), required);
        }
        return fields.has("persons")
                ? ApprovalRule.of(Set.copyOf(fields.texts("persons", PersonId::new)), required)
                : ApprovalRule.anyOf(Set.copyOf(fields.texts("roles", RoleId::new)), required);
    }

    static Map<String, Object> check(CheckRequirement check) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", check.name().value());
        fields.put("validity", duration("policy.check.validity", check.validity()));
        fields.put("phase", check.phase().name());
        fields.put("settings", new TreeMap<>(check.settings()));
        return fields;
    }

    private static CheckRequirement readCheck(JsonFields fields) {
        return new CheckRequirement(
                new CheckName(fields.text("name")),
                Durations.parse("policy.check.validity", fields.text("validity"), LEAST, MOST),
                fields.optionalParsed("phase", CheckPhase::valueOf).orElse(CheckPhase.AUTOMATIC),
                fields.textMap("settings"));
    }

    static Map<String, Object> terms(ApprovalTerms terms) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("selfApproval", terms.selfApproval());
        fields.put("shared", terms.shared());
        fields.put("operatorsExcluded", terms.operatorsExcluded());
        fields.put("rejection", terms.rejection().name());
        fields.put("membership", terms.membership().name());
        return fields;
    }

    private static ApprovalTerms readTerms(JsonFields fields) {
        return new ApprovalTerms(
                fields.flag("selfApproval"),
                fields.flag("shared"),
                fields.flag("operatorsExcluded"),
                fields.parsed("rejection", ApprovalTerms.Rejection::valueOf),
                fields.parsed("membership", ApprovalTerms.Membership::valueOf));
    }

    private static Map<String, Object> onDeadline(OnDeadline onDeadline) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("action", onDeadline.action().name());
        fields.put("by", duration("policy.onDeadline.by", onDeadline.by()));
        fields.put("times", onDeadline.times());
        return fields;
    }

    private static OnDeadline readOnDeadline(JsonFields fields) {
        return new OnDeadline(
                fields.parsed("action", OnDeadline.Action::valueOf), span(fields.text("by")), fields.integer("times"));
    }

    private static Map<String, Object> automatic(AutoPromotion automatic) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("match", automatic.match().name());
        fields.put(
                "conditions",
                automatic.conditions().stream().map(Condition::toString).toList());
        return fields;
    }

    private static AutoPromotion readAutomatic(JsonFields fields) {
        return new AutoPromotion(
                fields.parsed("match", AutoPromotion.Match::valueOf), fields.texts("conditions", Condition::parse));
    }

    static Map<String, Object> breakGlass(BreakGlass bypass) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("persons", bypass.persons());
        fields.put("validFor", duration("policy.breakGlass.validFor", bypass.validFor()));
        fields.put("reviewWithin", duration("policy.breakGlass.reviewWithin", bypass.reviewWithin()));
        return fields;
    }

    private static BreakGlass readBreakGlass(JsonFields fields) {
        return new BreakGlass(
                fields.integer("persons"), span(fields.text("validFor")), span(fields.text("reviewWithin")));
    }

    private static Duration span(String text) {
        return Durations.parse("policy.duration", text, Duration.ZERO, MOST);
    }

    static Map<String, Object> reminders(Reminders reminders) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("atPercent", reminders.atPercent());
        fields.put("escalateAtPercent", reminders.escalateAtPercent());
        reminders.escalateTo().ifPresent(role -> fields.put("escalateTo", role.value()));
        return fields;
    }

    private static Reminders readReminders(JsonFields fields) {
        return new Reminders(
                fields.integers("atPercent"),
                fields.integer("escalateAtPercent"),
                fields.optionalText("escalateTo").map(RoleId::new));
    }

    /** The canonical form has no fractions of a second; to drop one silently would change the policy. */
    private static String duration(String field, Duration duration) {
        if (!duration.equals(duration.truncatedTo(ChronoUnit.SECONDS))) {
            throw new InvalidInputException(field, "duration.format", field + " must be whole seconds.");
        }
        return Durations.canonical(duration);
    }
}
