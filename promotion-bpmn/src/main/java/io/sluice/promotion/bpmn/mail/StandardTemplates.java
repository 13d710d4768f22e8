package io.sluice.promotion.bpmn.mail;

import io.sluice.promotion.bpmn.mail.Letter.Fact;
import io.sluice.promotion.bpmn.mail.Letter.Quote;
import io.sluice.promotion.spi.Notification;
import io.sluice.promotion.spi.Notification.Kind;
import io.sluice.promotion.spi.Notification.Subject;
import java.net.URI;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The mails that come with Sluice. */
final class StandardTemplates implements MailTemplates {
    private final ZoneId zone;

    StandardTemplates(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public Content write(Notification notification, @Nullable URI link) {
        Letter letter =
                new Draft(notification, Wording.of(notification.recipient().locale())).letter(link);
        return new Content(letter.subject(), PlainLetter.of(letter), HtmlLetter.of(letter));
    }

    /** One message on its way to become a letter. */
    private final class Draft {
        private final Kind kind;
        private final Subject subject;
        private final Headline headline;
        private final Wording wording;
        private final Map<String, Phrase> values = new HashMap<>();

        Draft(Notification notification, Wording wording) {
            this.kind = notification.kind();
            this.subject = notification.subject();
            this.headline = Headline.of(subject.headline());
            this.wording = wording;
            fillIn("name", notification.recipient().displayName());
            fillIn("promotion", notification.promotion().value());
            fillIn("organization", subject.organizationName());
            fillIn("artifact", subject.artifact());
            fillIn("version", subject.version());
            fillIn("source", subject.sourceName());
            fillIn("target", subject.targetName());
            fillIn("requester", subject.requesterName());
            fillIn("replaced", subject.replaces().orElse(""));
            values.putAll(headline.values());
            values.put("aim", say(subject.rollback() ? "aim.rollback" : "aim"));
            values.put("change", say(subject.replaces().isPresent() ? "change" : "change.first"));
            values.put("title", title());
        }

        Letter letter(@Nullable URI link) {
            return new Letter(
                    wording.language(),
                    say("subject").plain(),
                    tone(),
                    title(),
                    say("heading"),
                    say(subject.rollback() ? "path.rollback" : "path"),
                    say("greeting"),
                    say(topic() + ".lead"),
                    facts(),
                    quotes(),
                    next(link != null),
                    wording.word(asksToDecide() ? "action.decide" : "action"),
                    link,
                    List.of(say("footer." + kind), say("footer")));
        }

        private Tone tone() {
            return switch (kind) {
                case APPROVAL_REQUESTED -> Tone.ASK;
                case REMINDER -> Tone.HURRY;
                case ESCALATION, REPAIR_NEEDED -> Tone.ALARM;
                case DECISION, OUTCOME -> headline.tone();
                case NOTE -> Tone.NEWS;
            };
        }

        private Phrase title() {
            boolean happened = kind == Kind.DECISION || kind == Kind.OUTCOME || kind == Kind.NOTE;
            return happened && headline.says() ? headline.title(wording) : say(kind + ".title");
        }

        /** Under which key the words for this message begin. */
        private String topic() {
            return switch (kind) {
                case DECISION, OUTCOME -> headline.says() ? headline.key() : kind.name();
                default -> kind.name();
            };
        }

        private boolean asksToDecide() {
            return kind == Kind.APPROVAL_REQUESTED || kind == Kind.REMINDER || kind == Kind.ESCALATION;
        }

        private List<Fact> facts() {
            List<Fact> facts = new ArrayList<>();
            if (asksToDecide()) {
                subject.deadline()
                        .ifPresent(deadline -> facts.add(new Fact(
                                wording.word("label.deadline"),
                                Phrase.filledIn(wording.moment(deadline, zone)),
                                deadline)));
            }
            if ((asksToDecide() || kind == Kind.REPAIR_NEEDED) && headline.says()) {
                facts.add(new Fact(wording.word("label.status"), headline.title(wording), null));
            }
            facts.add(new Fact(wording.word("label.requester"), Phrase.filledIn(subject.requesterName()), null));
            facts.add(new Fact(wording.word("label.organization"), Phrase.filledIn(subject.organizationName()), null));
            return facts;
        }

        private List<Quote> quotes() {
            Quote reason = new Quote(wording.word("label.reason"), subject.reason());
            Quote detail = new Quote(wording.word("label.detail." + kind), subject.detail());
            List<Quote> inOrder = asksToDecide() ? List.of(reason, detail) : List.of(detail, reason);
            return inOrder.stream().filter(quote -> !quote.text().isEmpty()).toList();
        }

        private List<Phrase> next(boolean linked) {
            List<Phrase> next = new ArrayList<>();
            if (asksToDecide()) {
                subject.deadline().ifPresent(deadline -> next.add(say("next.expiry")));
                next.add(say("next.decide"));
            } else if (kind == Kind.DECISION || kind == Kind.REPAIR_NEEDED) {
                next.add(say(kind + ".next"));
            }
            if (!linked) {
                next.add(say("next.open"));
            }
            return next;
        }

        private void fillIn(String name, String value) {
            values.put(name, Phrase.filledIn(value));
        }

        private Phrase say(String key) {
            return wording.say(key, values);
        }
    }
}
