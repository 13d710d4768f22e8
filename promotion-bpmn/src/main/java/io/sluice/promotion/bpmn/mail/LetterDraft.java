package io.sluice.promotion.bpmn.mail;

import io.sluice.promotion.bpmn.mail.Letter.Line;
import io.sluice.promotion.bpmn.mail.Letter.Quote;
import io.sluice.promotion.spi.Fact;
import io.sluice.promotion.spi.Facts;
import io.sluice.promotion.spi.Notification;
import io.sluice.promotion.spi.NotificationKind;
import io.sluice.promotion.spi.Topic;
import java.net.URI;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One message on its way to become a letter in one language. */
final class LetterDraft {
    /** Short answers come in this order: until when, how far, what, who. */
    private static final List<Fact.Type> ORDER =
            List.of(Fact.Type.MOMENT, Fact.Type.COUNT, Fact.Type.NAME, Fact.Type.PERSON);

    private final Notification notification;
    private final NotificationKind kind;
    private final Topic topic;
    private final Facts facts;
    private final Wording wording;
    private final ZoneId zone;
    private final Variables values;
    private final String leadPattern;

    LetterDraft(Notification notification, Wording wording, ZoneId zone) {
        this.notification = notification;
        this.kind = notification.kind();
        this.topic = notification.topic();
        this.facts = notification.facts();
        this.wording = wording;
        this.zone = zone;
        this.values = Variables.of(notification, wording, zone);
        this.leadPattern = wording.word(key("lead"));
        values.put("title", say(key("title")));
    }

    Letter letter(MailLinks links) {
        Optional<URI> link = links.page(topic);
        return new Letter(
                wording.language(),
                say("subject." + topic.type()).plain(),
                Tone.of(notification),
                say(key("title")),
                say("heading." + topic.type()),
                say(path()),
                say("greeting"),
                say(key("lead")),
                topic instanceof Topic.OfQueue queue ? waiting(queue, links) : lines(),
                quotes(),
                next(link.isPresent()),
                wording.word(asksToDecide() ? "action.decide" : "action"),
                link.orElse(null),
                footer(links));
    }

    /** The words for this message: those for the code it tells come first, then those for what it is about. */
    private String key(String part) {
        Stream<String> forms =
                Stream.concat(code().stream(), Stream.of(topic.type().name()));
        return forms.map(form -> kind + "." + form + "." + part)
                .filter(wording::has)
                .findFirst()
                .orElse(kind + "." + part);
    }

    private Optional<String> code() {
        return facts.values().keySet().stream()
                .filter(fact -> fact.type() == Fact.Type.CODE)
                .findFirst()
                .flatMap(facts::text);
    }

    private String path() {
        if (topic instanceof Topic.OfPromotion promotion) {
            return promotion.rollback() ? "path.rollback" : "path.PROMOTION";
        }
        return "path";
    }

    private boolean asksToDecide() {
        return kind.asksToDecide() || kind == NotificationKind.ESCALATION;
    }

    private List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        ORDER.forEach(type -> facts.values().keySet().stream()
                .filter(fact -> fact.type() == type && !leadPattern.contains("{" + fact.variable() + "}"))
                .forEach(fact -> line(fact).ifPresent(lines::add)));
        if (topic instanceof Topic.OfPromotion promotion) {
            lines.add(new Line(
                    wording.word("label.requester"),
                    Phrase.filledIn(notification.nameOf(promotion.requestedBy())),
                    null));
        }
        lines.add(new Line(wording.word("label.organization"), Phrase.filledIn(notification.organizationName()), null));
        return lines;
    }

    /** One line for each promotion that waits: until when, and where its page is. */
    private List<Line> waiting(Topic.OfQueue queue, MailLinks links) {
        List<Line> lines = new ArrayList<>();
        for (Topic.Waiting waiting : queue.waiting()) {
            Topic.OfPromotion promotion = waiting.promotion();
            String due =
                    waiting.due().map(moment -> wording.moment(moment, zone)).orElse("");
            String page = links.page(promotion)
                    .map(URI::toString)
                    .orElse(promotion.id().value());
            lines.add(new Line(
                    promotion.artifact() + " " + promotion.version() + " → " + promotion.targetName(),
                    Phrase.filledIn(due.isEmpty() ? page : due + " – " + page),
                    null));
        }
        return lines;
    }

    private Optional<Line> line(Fact fact) {
        boolean counted = facts.has(Fact.GIVEN) && facts.has(Fact.REQUIRED);
        if (counted && fact == Fact.REQUIRED) {
            return Optional.empty();
        }
        if (counted && fact == Fact.GIVEN) {
            return Optional.of(new Line(wording.word("label.approvals"), say("approvals"), null));
        }
        return Optional.of(new Line(
                label(fact), values.get(fact.variable()), facts.moment(fact).orElse(null)));
    }

    private String label(Fact fact) {
        String own = "label." + kind + "." + fact.variable();
        return wording.word(wording.has(own) ? own : "label." + fact.variable());
    }

    private List<Quote> quotes() {
        List<Quote> quotes = new ArrayList<>();
        facts.values().keySet().stream()
                .filter(fact -> fact.type() == Fact.Type.TEXT)
                .forEach(fact ->
                        quotes.add(new Quote(label(fact), facts.text(fact).orElseThrow())));
        if (topic instanceof Topic.OfPromotion promotion && !promotion.reason().isEmpty()) {
            Quote reason = new Quote(wording.word("label.requestReason"), promotion.reason());
            quotes.add(asksToDecide() ? 0 : quotes.size(), reason);
        }
        return quotes;
    }

    private List<Phrase> next(boolean linked) {
        List<Phrase> next = new ArrayList<>();
        if (kind == NotificationKind.DIGEST) {
            next.add(say("next.decide"));
        }
        if (asksToDecide()) {
            facts.moment(Fact.DEADLINE).ifPresent(deadline -> next.add(say("next.expiry")));
            next.add(say("next.decide"));
        }
        if (wording.has(kind + ".next")) {
            next.add(say(kind + ".next"));
        }
        if (!linked && kind != NotificationKind.DIGEST) {
            next.add(say(topic instanceof Topic.OfPromotion ? "next.open.PROMOTION" : "next.open"));
        }
        return next;
    }

    private List<Phrase> footer(MailLinks links) {
        List<Phrase> footer = new ArrayList<>();
        footer.add(say(wording.has("footer." + kind) ? "footer." + kind : "footer." + topic.type()));
        if (kind.isMandatory()) {
            footer.add(say("footer.mandatory"));
        }
        links.preferences()
                .ifPresent(page -> footer.add(Phrase.filledIn(wording.word("footer.preferences") + " " + page)));
        footer.add(say(topic instanceof Topic.OfPromotion ? "footer.id" : "footer"));
        return footer;
    }

    private Phrase say(String key) {
        return wording.say(key, values.all());
    }
}
