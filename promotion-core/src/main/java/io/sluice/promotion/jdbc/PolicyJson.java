package io.sluice.promotion.jdbc;

import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.input.Durations;
import io.sluice.promotion.policy.ApprovalRule;
import io.sluice.promotion.policy.ApprovalStage;
import io.sluice.promotion.policy.ChangeWindow;
import io.sluice.promotion.policy.CheckRequirement;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.policy.Reminders;
import io.sluice.promotion.problem.InvalidInputException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A policy as it is stored. Every field is written, none is guessed when reading, and an unknown one is refused. */
final class PolicyJson {
    private static final Duration LEAST = Duration.ofMinutes(1);
    private static final Duration MOST = Duration.ofDays(90);

    private PolicyJson() {}

    static String write(PromotionPolicy policy) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("stages", policy.stages().stream().map(PolicyJson::stage).toList());
        fields.put("checks", policy.checks().stream().map(PolicyJson::check).toList());
        fields.put("approvalDeadline", duration("policy.approvalDeadline", policy.approvalDeadline()));
        fields.put("reminders", reminders(policy.reminders()));
        fields.put("windows", policy.windows().stream().map(PolicyJson::window).toList());
        policy.rollback().ifPresent(stage -> fields.put("rollback", stage(stage)));
        fields.put("process", policy.process());
        return Json.write(fields);
    }

    static PromotionPolicy read(String json) {
        return JsonFields.read(
                Json.readObject(json),
                fields -> new PromotionPolicy(
                        fields.objects("stages", PolicyJson::readStage),
                        fields.objects("checks", PolicyJson::readCheck),
                        Durations.parse("policy.approvalDeadline", fields.text("approvalDeadline"), LEAST, MOST),
                        fields.object("reminders", PolicyJson::readReminders),
                        fields.objects("windows", PolicyJson::readWindow),
                        fields.optionalObject("rollback", PolicyJson::readStage),
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
        fields.put("role", rule.role().value());
        fields.put("required", rule.required());
        return fields;
    }

    private static ApprovalRule readRule(JsonFields fields) {
        return new ApprovalRule(new RoleId(fields.text("role")), fields.integer("required"));
    }

    private static Map<String, Object> check(CheckRequirement check) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", check.name().value());
        fields.put("validity", duration("policy.check.validity", check.validity()));
        fields.put("settings", new TreeMap<>(check.settings()));
        return fields;
    }

    private static CheckRequirement readCheck(JsonFields fields) {
        return new CheckRequirement(
                new CheckName(fields.text("name")),
                Durations.parse("policy.check.validity", fields.text("validity"), LEAST, MOST),
                fields.textMap("settings"));
    }

    private static Map<String, Object> reminders(Reminders reminders) {
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

    private static Map<String, Object> window(ChangeWindow window) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("days", window.days().stream().sorted().map(DayOfWeek::name).toList());
        fields.put("from", window.from().toString());
        fields.put("to", window.to().toString());
        fields.put("zone", window.zone().getId());
        return fields;
    }

    private static ChangeWindow readWindow(JsonFields fields) {
        return new ChangeWindow(
                Set.copyOf(fields.texts("days", DayOfWeek::valueOf)),
                LocalTime.parse(fields.text("from")),
                LocalTime.parse(fields.text("to")),
                ZoneId.of(fields.text("zone")));
    }

    /** The canonical form has no fractions of a second; to drop one silently would change the policy. */
    private static String duration(String field, Duration duration) {
        if (!duration.equals(duration.truncatedTo(ChronoUnit.SECONDS))) {
            throw new InvalidInputException(field, "duration.format", field + " must be whole seconds.");
        }
        return Durations.canonical(duration);
    }
}
