package io.sluice.promotion.bpmn.mail;

import io.sluice.promotion.bpmn.mail.Letter.Line;
import io.sluice.promotion.bpmn.mail.Letter.Quote;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A letter as an HTML document. Loads nothing, runs nothing, and sets no colour without its counterpart: text and ground
 * stay those of the mail program, so that light and dark both work. What was filled in is escaped and isolated from the
 * reading direction around it.
 */
final class HtmlLetter {
    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="%s" style="color-scheme:light dark">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="supported-color-schemes" content="light dark">
            <title>%s</title>
            </head>
            <body style="margin:0;padding:0">
            <div role="article" lang="%s" style="max-width:36em;margin:0 auto;padding:32px 20px;\
            font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;\
            font-size:16px;line-height:1.5;overflow-wrap:anywhere">
            %s</div>
            </body>
            </html>
            """;
    private static final String HEAD = """
            <p style="margin:0 0 12px"><span style="display:inline-block;padding:3px 12px;border-radius:14px;\
            background-color:%s;color:#ffffff;font-size:14px;font-weight:600">%s&#xFE0E;&nbsp; %s</span></p>
            <h1 style="margin:0;font-size:22px;line-height:1.3;font-weight:600">%s</h1>
            <p style="margin:4px 0 28px;opacity:0.75">%s</p>
            """;
    private static final String PARAGRAPH = """
            <p style="margin:0 0 16px">%s</p>
            """;
    private static final String FACTS = """
            <dl style="margin:24px 0">
            %s</dl>
            """;
    private static final String FACT = """
            <dt style="float:left;clear:left;width:9em;opacity:0.75">%s</dt>
            <dd style="margin:0 0 6px 9.5em">%s</dd>
            """;
    private static final String QUOTE = """
            <p style="margin:24px 0 6px;opacity:0.75">%s</p>
            <blockquote style="margin:0 0 24px;padding:2px 0 2px 16px;border-left:3px solid #8b95a5">%s</blockquote>
            """;
    private static final String ACTION = """
            <p style="margin:28px 0 10px"><a href="%1$s" style="display:inline-block;padding:11px 22px;\
            border-radius:6px;background-color:#1d4ed8;color:#ffffff;font-weight:600;text-decoration:none">%2$s</a></p>
            <p style="margin:0 0 16px;font-size:13px;opacity:0.75">%1$s</p>
            """;
    private static final String FOOTER = """
            <div role="contentinfo" style="margin-top:36px;padding-top:14px;border-top:1px solid #8b95a5;\
            font-size:13px">
            %s</div>
            """;
    private static final String FOOTER_LINE = """
            <p style="margin:0 0 2px;opacity:0.75">%s</p>
            """;

    private HtmlLetter() {}

    static String of(Letter letter) {
        String body = head(letter)
                + paragraphs(PARAGRAPH, List.of(letter.greeting(), letter.lead()))
                + FACTS.formatted(letter.lines().stream().map(HtmlLetter::line).collect(Collectors.joining()))
                + letter.quotes().stream().map(HtmlLetter::quote).collect(Collectors.joining())
                + paragraphs(PARAGRAPH, letter.next())
                + (letter.link() == null ? "" : action(letter.link(), letter.action()))
                + FOOTER.formatted(paragraphs(FOOTER_LINE, letter.footer()));
        return PAGE.formatted(letter.language(), escape(letter.subject()), letter.language(), body);
    }

    private static String head(Letter letter) {
        return HEAD.formatted(
                letter.tone().colour(),
                letter.tone().sign(),
                html(letter.title()),
                html(letter.heading()),
                html(letter.path()));
    }

    private static String paragraphs(String form, List<Phrase> phrases) {
        return phrases.stream().map(phrase -> form.formatted(html(phrase))).collect(Collectors.joining());
    }

    private static String line(Line line) {
        return FACT.formatted(escape(line.label()), time(html(line.value()), line));
    }

    private static String time(String value, Line line) {
        Instant moment = line.moment();
        return moment == null ? value : "<time datetime=\"" + moment + "\">" + value + "</time>";
    }

    private static String quote(Quote quote) {
        String lines = quote.text().lines().map(HtmlLetter::escape).collect(Collectors.joining("<br>\n"));
        return QUOTE.formatted(escape(quote.label()), "<bdi>" + lines + "</bdi>");
    }

    private static String action(URI link, String words) {
        return ACTION.formatted(escape(link.toString()), escape(words));
    }

    private static String html(Phrase phrase) {
        return phrase.parts().stream()
                .map(part -> part.filledIn() ? "<bdi>" + escape(part.text()) + "</bdi>" : escape(part.text()))
                .collect(Collectors.joining());
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
