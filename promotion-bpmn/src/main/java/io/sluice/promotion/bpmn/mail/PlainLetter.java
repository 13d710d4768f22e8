package io.sluice.promotion.bpmn.mail;

import io.sluice.promotion.bpmn.mail.Letter.Line;
import io.sluice.promotion.bpmn.mail.Letter.Quote;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** A letter as plain text. Lines that people wrote begin with {@code >}, so none of them can pass for one of ours. */
final class PlainLetter {
    private PlainLetter() {}

    static String of(Letter letter) {
        StringJoiner text = new StringJoiner("\n\n", "", "\n");
        text.add(letter.title().plain() + ": " + letter.heading().plain() + "\n"
                + letter.path().plain());
        text.add(letter.greeting().plain());
        text.add(letter.lead().plain());
        text.add(letter.lines().stream().map(PlainLetter::line).collect(Collectors.joining("\n")));
        letter.quotes().forEach(quote -> text.add(quoted(quote)));
        letter.next().forEach(paragraph -> text.add(paragraph.plain()));
        if (letter.link() != null) {
            text.add(letter.action() + ":\n" + letter.link());
        }
        text.add("-- \n" + lines(letter.footer()));
        return text.toString();
    }

    private static String line(Line line) {
        return line.label() + ": " + line.value().plain();
    }

    private static String quoted(Quote quote) {
        return quote.label() + ":\n"
                + quote.text().lines().map(line -> "> " + line).collect(Collectors.joining("\n"));
    }

    private static String lines(List<Phrase> phrases) {
        return phrases.stream().map(Phrase::plain).collect(Collectors.joining("\n"));
    }
}
