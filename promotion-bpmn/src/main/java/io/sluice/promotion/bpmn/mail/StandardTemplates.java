package io.sluice.promotion.bpmn.mail;

import io.sluice.promotion.spi.Notification;
import java.time.ZoneId;

/** The mails that come with Sluice. */
final class StandardTemplates implements MailTemplates {
    private final ZoneId zone;

    StandardTemplates(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public Content write(Notification notification, MailLinks links) {
        Wording wording = Wording.of(notification.recipient().locale());
        Letter letter = new LetterDraft(notification, wording, zone).letter(links);
        return new Content(letter.subject(), PlainLetter.of(letter), HtmlLetter.of(letter));
    }
}
