package io.sluice.promotion.bpmn.mail;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a mail says, before it becomes text or HTML.
 *
 * @param language of the words, such as {@code en}
 * @param subject the line in the inbox
 * @param tone what it feels like
 * @param title why the mail comes, in a few words
 * @param heading what it is about: artifact and change
 * @param path from where to where
 * @param greeting first line
 * @param lead what happened or is asked, in one or two sentences
 * @param lines short answers to who, when, how far
 * @param quotes what people wrote
 * @param next what happens then and what to do, a paragraph each
 * @param action words for the link
 * @param link the host's page, if there is one
 * @param footer why this person gets the mail
 */
record Letter(
        String language,
        String subject,
        Tone tone,
        Phrase title,
        Phrase heading,
        Phrase path,
        Phrase greeting,
        Phrase lead,
        List<Line> lines,
        List<Quote> quotes,
        List<Phrase> next,
        String action,
        @Nullable URI link,
        List<Phrase> footer) {
    /**
     * A short answer.
     *
     * @param moment set when the value is a time
     */
    record Line(String label, Phrase value, @Nullable Instant moment) {}

    /** Words of a person, never ours. */
    record Quote(String label, String text) {}
}
