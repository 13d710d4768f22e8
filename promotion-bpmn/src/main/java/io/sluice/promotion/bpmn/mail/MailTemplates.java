package io.sluice.promotion.bpmn.mail;

import io.sluice.promotion.spi.Notification;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;

/**
 * Words a mail. A host that wants its own words or looks implements this, for all kinds of messages or for some:
 *
 * <pre>{@code
 * MailTemplates standard = MailTemplates.standard(ZoneId.of("Europe/Berlin"));
 * MailTemplates ours = (message, links) ->
 *         message.kind() == NotificationKind.NOTE ? note(message) : standard.write(message, links);
 * }</pre>
 *
 * <p>The names and texts in the notification come from people. Before they get here, control characters, invisible
 * characters and those that reverse the reading direction have been replaced by {@code U+FFFD}, names stand on one line,
 * and lengths are bounded. Escaping for HTML is left to the template.
 */
@FunctionalInterface
public interface MailTemplates {
    /**
     * Words one message, in the language of {@code notification.recipient().locale()}. Called again when the message is
     * sent again.
     *
     * @param notification the message, with visible text only
     * @param links the host's pages, as far as the settings know them
     */
    Content write(Notification notification, MailLinks links);

    /**
     * The words that come with Sluice: German for German recipients, English for everybody else.
     *
     * @param zone in which times are given; the zone's name stands beside each time
     */
    static MailTemplates standard(ZoneId zone) {
        return standard(zone, Map.of());
    }

    /**
     * The same mails with some of their words replaced, in German and English, or put into further languages; what is not
     * replaced there stays English. {@code docs/notifications.md} lists the keys and what may stand in braces. Everything
     * that is filled in is escaped where the mail is HTML.
     *
     * @param zone in which times are given
     * @param words for each language the words by key, such as {@code REMINDER.lead}
     * @throws io.sluice.promotion.problem.InvalidInputException {@code mail.unknownWords} for a key or a name in braces
     *     that does not exist
     */
    static MailTemplates standard(ZoneId zone, Map<Locale, Map<String, String>> words) {
        return new StandardTemplates(zone, words);
    }

    /**
     * What the recipient reads.
     *
     * @param subject one line; line breaks become spaces and what is longer than 200 characters is cut
     * @param text the message for mail programs without HTML
     * @param html the same message as an HTML document
     */
    record Content(String subject, String text, String html) {}
}
