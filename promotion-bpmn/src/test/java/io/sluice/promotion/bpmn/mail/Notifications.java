package io.sluice.promotion.bpmn.mail;

import io.sluice.promotion.access.Member;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.spi.Notification;
import io.sluice.promotion.spi.Notification.Kind;
import io.sluice.promotion.spi.Notification.Subject;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Makes notifications of which a test names only what matters to it. */
final class Notifications {
    private String id = "note-1";
    private String promotion = "01JQ8Z6V";
    private Kind kind = Kind.APPROVAL_REQUESTED;
    private String recipient = "Mia Chen";
    private Locale locale = Locale.ENGLISH;
    private String organization = "Acme";
    private String artifact = "AGENT/support-assistant";
    private String version = "1.5.0";
    private String source = "Staging";
    private String target = "Production";
    private String requester = "Jonas Weber";
    private String reason = "Answers questions about refunds correctly.";
    private String headline = "";
    private String detail = "";
    private boolean active = true;
    private Optional<String> mail = Optional.of("mia.chen@example.org");
    private Optional<String> replaces = Optional.of("1.4.0");
    private Optional<Instant> deadline = Optional.of(Instant.parse("2025-03-07T14:00:00Z"));
    private boolean rollback;

    static Notifications notification() {
        return new Notifications();
    }

    Notifications id(String value) {
        id = value;
        return this;
    }

    Notifications promotion(String value) {
        promotion = value;
        return this;
    }

    Notifications kind(Kind value) {
        kind = value;
        return this;
    }

    Notifications recipient(String value) {
        recipient = value;
        return this;
    }

    Notifications locale(Locale value) {
        locale = value;
        return this;
    }

    Notifications organization(String value) {
        organization = value;
        return this;
    }

    Notifications artifact(String value) {
        artifact = value;
        return this;
    }

    Notifications version(String value) {
        version = value;
        return this;
    }

    Notifications source(String value) {
        source = value;
        return this;
    }

    Notifications target(String value) {
        target = value;
        return this;
    }

    Notifications requester(String value) {
        requester = value;
        return this;
    }

    Notifications reason(String value) {
        reason = value;
        return this;
    }

    Notifications headline(String value) {
        headline = value;
        return this;
    }

    Notifications detail(String value) {
        detail = value;
        return this;
    }

    Notifications mail(String value) {
        mail = Optional.of(value);
        return this;
    }

    Notifications withoutMail() {
        mail = Optional.empty();
        return this;
    }

    Notifications noLongerActive() {
        active = false;
        return this;
    }

    Notifications firstVersionThere() {
        replaces = Optional.empty();
        return this;
    }

    Notifications withoutDeadline() {
        deadline = Optional.empty();
        return this;
    }

    Notifications rollbackTo(String earlier) {
        replaces = Optional.of(version);
        version = earlier;
        rollback = true;
        return this;
    }

    Notification build() {
        Member member = new Member(new PersonId("mia"), active, recipient, mail, locale, Set.of());
        Subject subject = new Subject(
                organization,
                artifact,
                version,
                replaces,
                source,
                target,
                rollback,
                requester,
                reason,
                deadline,
                headline,
                detail);
        return new Notification(
                id,
                new OrganizationId("acme"),
                new PromotionId(promotion),
                kind,
                member,
                subject,
                Instant.parse("2025-03-04T09:30:00Z"));
    }
}
