package io.sluice.promotion.bpmn.mail;

import io.sluice.promotion.access.Member;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.spi.Fact;
import io.sluice.promotion.spi.Facts;
import io.sluice.promotion.spi.Notification;
import io.sluice.promotion.spi.NotificationKind;
import io.sluice.promotion.spi.Topic;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes notifications of which a test names only what matters to it. */
final class Notifications {
    static final PersonId MIA = new PersonId("mia");
    static final PersonId JONAS = new PersonId("jonas");
    static final PersonId TOM = new PersonId("tom");
    static final Instant FRIDAY = Instant.parse("2025-03-07T14:00:00Z");

    private String id = "note-1";
    private PersonId person = MIA;
    private String promotion = "01JQ8Z6V";
    private NotificationKind kind = NotificationKind.APPROVAL_REQUESTED;
    private String recipient = "Mia Chen";
    private Locale locale = Locale.ENGLISH;
    private String organization = "Acme";
    private String artifact = "AGENT/support-assistant";
    private String version = "1.5.0";
    private String source = "Staging";
    private String target = "Production";
    private String requester = "Jonas Weber";
    private String reason = "Answers questions about refunds correctly.";
    private String tom = "Tom Berg";
    private Facts facts = Facts.none();
    private Optional<Topic> topic = Optional.empty();
    private boolean active = true;
    private Optional<String> mail = Optional.of("mia.chen@example.org");
    private Optional<String> replaces = Optional.of("1.4.0");
    private boolean rollback;

    /** Asks for two approvals until Friday, unless a test says otherwise. */
    static Notifications notification() {
        return bare().tells(Fact.REQUIRED, 2).tells(Fact.DEADLINE, FRIDAY);
    }

    /** Tells no fact yet. */
    static Notifications bare() {
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

    Notifications person(String value) {
        person = new PersonId(value);
        return this;
    }

    Notifications kind(NotificationKind value) {
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

    Notifications tom(String value) {
        tom = value;
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

    Notifications rollbackTo(String earlier) {
        replaces = Optional.of(version);
        version = earlier;
        rollback = true;
        return this;
    }

    Notifications tells(Fact fact, Object value) {
        facts = facts.and(fact, value);
        return this;
    }

    Notifications about(Topic value) {
        topic = Optional.of(value);
        return this;
    }

    Notification build() {
        Member member = new Member(person, active, recipient, mail, locale, Set.of());
        return new Notification(
                id,
                new OrganizationId("acme"),
                organization,
                topic.orElseGet(this::promotion),
                kind,
                facts,
                member,
                Map.of(MIA, "Mia Chen", JONAS, requester, TOM, tom),
                Instant.parse("2025-03-04T09:30:00Z"));
    }

    private Topic promotion() {
        return new Topic.OfPromotion(
                new PromotionId(promotion),
                artifact,
                version,
                replaces,
                new WorkspaceId("staging"),
                source,
                new WorkspaceId("prod"),
                target,
                rollback,
                JONAS,
                reason);
    }
}
