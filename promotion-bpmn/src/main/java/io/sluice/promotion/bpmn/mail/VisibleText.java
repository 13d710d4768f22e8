package io.sluice.promotion.bpmn.mail;

import io.sluice.promotion.access.Member;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.spi.Fact;
import io.sluice.promotion.spi.Notification;
import io.sluice.promotion.spi.Topic;
import java.util.HashMap;
import java.util.Map;

/**
 * Shows every character of a text for what it is: those that cannot be seen or that turn the reading direction appear as
 * {@code U+FFFD}, several in a row as one. Whoever reads a version or a name sees that somebody hid something in it.
 */
final class VisibleText {
    private static final int REPLACEMENT = 0xFFFD;
    private static final int NAME = 100;
    private static final int LINE = 200;
    private static final int TEXT = 2_000;

    private VisibleText() {}

    /** The notification with visible text only, ready to be worded. */
    static Notification of(Notification notification) {
        Map<PersonId, String> names = new HashMap<>();
        notification.names().forEach((person, name) -> names.put(person, line(name, NAME)));
        return new Notification(
                notification.id(),
                notification.organization(),
                line(notification.organizationName(), NAME),
                of(notification.topic()),
                notification.kind(),
                notification.facts().mapTexts(VisibleText::of),
                of(notification.recipient()),
                names,
                notification.createdAt());
    }

    /** The text on one line, cut to a number of characters. */
    static String line(String text, int maxCodePoints) {
        return cut(show(text.strip().replaceAll("[\\s\\u0085\\u2028\\u2029]+", " "), false), maxCodePoints);
    }

    /**
     * The text on one line for a header. Something that looks like an encoded word of RFC 2047 is taken apart, or a mail
     * program would decode into it whatever the writer hid there.
     */
    static String header(String text, int maxCodePoints) {
        return line(text, maxCodePoints).replace("=?", "= ?");
    }

    private static Member of(Member member) {
        return new Member(
                member.person(),
                member.active(),
                line(member.displayName(), NAME),
                member.mail(),
                member.locale(),
                member.grants());
    }

    private static String of(Fact fact, String text) {
        return fact.type() == Fact.Type.TEXT ? paragraphs(text) : line(text, LINE);
    }

    private static Topic of(Topic topic) {
        if (topic instanceof Topic.OfPromotion promotion) {
            return of(promotion);
        }
        if (topic instanceof Topic.OfQueue queue) {
            return new Topic.OfQueue(queue.waiting().stream()
                    .map(waiting -> new Topic.Waiting(of(waiting.promotion()), waiting.due()))
                    .toList());
        }
        if (topic instanceof Topic.OfWorkspace workspace) {
            return new Topic.OfWorkspace(workspace.id(), line(workspace.name(), NAME));
        }
        if (topic instanceof Topic.OfVersion version) {
            return new Topic.OfVersion(line(version.artifact(), NAME), line(version.version(), NAME));
        }
        return topic;
    }

    private static Topic.OfPromotion of(Topic.OfPromotion promotion) {
        return new Topic.OfPromotion(
                promotion.id(),
                line(promotion.artifact(), NAME),
                line(promotion.version(), NAME),
                promotion.replaces().map(version -> line(version, NAME)),
                promotion.source(),
                line(promotion.sourceName(), NAME),
                promotion.target(),
                line(promotion.targetName(), NAME),
                promotion.rollback(),
                promotion.requestedBy(),
                paragraphs(promotion.reason()));
    }

    private static String paragraphs(String text) {
        String lines = text.strip().replaceAll("\\r\\n?|[\\u000B\\f\\u0085\\u2028\\u2029]", "\n");
        return cut(show(lines.replace('\t', ' ').replaceAll("\\n{3,}", "\n\n"), true), TEXT);
    }

    private static String show(String text, boolean lineBreaks) {
        StringBuilder shown = new StringBuilder(text.length());
        int before = 0;
        for (int c : text.codePoints().toArray()) {
            int visible = isHidden(c) && !(lineBreaks && c == '\n') ? REPLACEMENT : c;
            if (visible != REPLACEMENT || before != REPLACEMENT) {
                shown.appendCodePoint(visible);
            }
            before = visible;
        }
        return shown.toString();
    }

    private static boolean isHidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> isBlankLetter(c);
        };
    }

    /** Letters and marks that Unicode calls letters and marks but that leave no trace on the screen. */
    private static boolean isBlankLetter(int c) {
        return switch (c) {
            case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0 -> true;
            default -> c >= 0x180B && c <= 0x180F;
        };
    }

    private static String cut(String text, int maxCodePoints) {
        return text.codePointCount(0, text.length()) <= maxCodePoints
                ? text
                : text.substring(0, text.offsetByCodePoints(0, maxCodePoints - 1)) + "…";
    }
}
