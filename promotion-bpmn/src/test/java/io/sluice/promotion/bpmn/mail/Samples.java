package io.sluice.promotion.bpmn.mail;

import static io.sluice.promotion.bpmn.mail.Notifications.FRIDAY;
import static io.sluice.promotion.bpmn.mail.Notifications.JONAS;
import static io.sluice.promotion.bpmn.mail.Notifications.MIA;
import static io.sluice.promotion.bpmn.mail.Notifications.TOM;
import static io.sluice.promotion.bpmn.mail.Notifications.bare;

import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.spi.Fact;
import io.sluice.promotion.spi.NotificationKind;
import io.sluice.promotion.spi.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** One typical message of every kind about every topic, telling all it can tell. */
final class Samples {
    /** A message, and what a mail of it must show. */
    record Sample(String name, Supplier<Notifications> making, List<String> tells) {
        Notifications message() {
            return making.get();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private Samples() {}

    static List<Sample> all() {
        List<Sample> samples = new ArrayList<>();
        for (NotificationKind kind : NotificationKind.values()) {
            for (Topic.Type type : kind.topics().stream().sorted().toList()) {
                if (kind == NotificationKind.DECISION || kind == NotificationKind.POLICY_CHANGE_DECIDED) {
                    samples.add(sample(kind, type, "APPROVED"));
                    samples.add(sample(kind, type, "REJECTED"));
                } else {
                    samples.add(sample(kind, type, "COMPLETED"));
                }
            }
        }
        return samples;
    }

    private static Sample sample(NotificationKind kind, Topic.Type type, String code) {
        List<String> tells = new ArrayList<>();
        Arrays.stream(Fact.values())
                .filter(fact -> tells(kind, fact))
                .filter(fact -> fact.type() == Fact.Type.TEXT || fact.type() == Fact.Type.NAME)
                .forEach(fact -> tells.add((String) value(fact, code)));
        String name = (kind + "-" + type + "-" + code).toLowerCase(Locale.ROOT).replace("-completed", "");
        return new Sample(name, () -> message(kind, type, code), List.copyOf(tells));
    }

    private static boolean tells(NotificationKind kind, Fact fact) {
        return kind.required().contains(fact) || kind.optional().contains(fact);
    }

    private static Notifications message(NotificationKind kind, Topic.Type type, String code) {
        Notifications message = bare().kind(kind);
        for (Fact fact : Fact.values()) {
            if (tells(kind, fact)) {
                message.tells(fact, value(fact, code));
            }
        }
        return switch (type) {
            case PROMOTION -> message;
            case WORKSPACE -> message.about(new Topic.OfWorkspace(new WorkspaceId("prod"), "Production"));
            case VERSION -> message.about(new Topic.OfVersion("AGENT/support-assistant", "1.5.0"));
            case QUEUE ->
                message.about(new Topic.OfQueue(List.of(
                        new Topic.Waiting((Topic.OfPromotion) bare().build().topic(), Optional.of(FRIDAY)))));
            case ORGANIZATION -> message.about(new Topic.OfOrganization());
        };
    }

    private static Object value(Fact fact, String code) {
        return switch (fact) {
            case WHO, FROM -> TOM;
            case TO -> MIA;
            case CONFIRMED_BY -> JONAS;
            case GIVEN, AVAILABLE -> 1;
            case REQUIRED -> 2;
            case REVISION -> 7;
            case DEADLINE, UNTIL, RESUMES_AT -> FRIDAY;
            case PREVIOUS_DEADLINE, SINCE -> FRIDAY.minusSeconds(86_400);
            case DECISION, OUTCOME -> code;
            case STAGE -> "business";
            case ROLE -> "approver";
            case FREEZE -> "Year-end closing";
            case WORKSPACE -> "Production";
            case ARTIFACT -> "AGENT/support-assistant";
            case EXPECTED -> "1.4.0";
            case FOUND -> "1.3.9";
            case CONDITION -> "tests.pass_rate >= 100";
            case REASON -> "Customers cannot sign in.";
            case COMMENT -> "Tried it myself.";
            case DETAIL -> "The target did not answer.";
            case MESSAGE -> "Please watch the error rate tonight.";
            case CHANGES -> "approvals in production: 2 instead of 3";
        };
    }
}
