package io.sluice.promotion.spring.ui;

import java.util.List;
import java.util.Locale;
import org.springframework.web.util.HtmlUtils;

/** The page with all screens, for who has no page of their own to put them in. */
final class IndexPage {
    /** Nothing from elsewhere, and nothing inline. */
    static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                    + " font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.GERMAN);

    private static final String PAGE = """
            <!doctype html>
            <html lang="%s">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <meta name="color-scheme" content="light dark">
              <meta name="sluice-api" content="%s">
              <title>Sluice</title>
              <link rel="icon" href="icon.svg" type="image/svg+xml">
              <link rel="stylesheet" href="page.css">
              <script type="module" src="sluice.js"></script>
            </head>
            <body>
              <sluice-app></sluice-app>
              <noscript><p>%s</p></noscript>
            </body>
            </html>
            """;

    private IndexPage() {}

    /** @param api address of the REST API, with the context path */
    static String of(String api, List<Locale.LanguageRange> accepted) {
        Locale found = Locale.lookup(accepted, LANGUAGES);
        Locale language = found == null ? Locale.ENGLISH : found;
        String without =
                language.equals(Locale.GERMAN) ? "Diese Seite braucht JavaScript." : "This page needs JavaScript.";
        return PAGE.formatted(language.toLanguageTag(), HtmlUtils.htmlEscape(api), without);
    }
}
