package io.sluice.promotion.spring.rest.matrix;

import static java.util.stream.Collectors.toUnmodifiableList;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a text is, and what none of its kind can be. Texts are written as in JSON, without the quotes. */
enum Kind {
    ID(
            "",
            "   ",
            Token.X300,
            "../../etc/passwd",
            "a/b",
            "a%2fb",
            "a;b=c",
            "${x}",
            "pr\u043ed",
            "a b",
            "\ud83d\ude80",
            Token.BIDI),
    KIND("", "agent", "A B", Token.X300, "${x}", "A\u0410", Token.BIDI),
    CHECK("", "Tests", "a b", Token.X300, "../x", Token.BIDI),
    NAME(
            "",
            "   ",
            Token.X300,
            "${x}",
            "#{x}",
            " a",
            "a ",
            "\uff50\uff52\uff4f\uff44",
            "a\\r\\nb",
            "pr\u043ed",
            Token.BIDI,
            Token.HIDDEN),
    REASON("", "   ", "\u2800", Token.X4001, Token.BIDI, Token.HIDDEN),
    TEXT(Token.X4001, Token.BIDI, Token.HIDDEN),
    SEARCH(),
    VALUE(),
    /** The answer says of each item what is wrong with it. */
    ANSWERED(),
    HASH("", "0000", Token.X300),
    DIGEST("", "sha256:xyz", "md5:d41d8cd98f00b204e9800998ecf8427e", Token.X300, Token.UPPER),
    PERSON("", "   ", "a\\r\\nb", Token.X300),
    ROLE("", "   ", "*", "a,b", Token.X300, "${x}"),
    DURATION(
            "",
            "P",
            "PT",
            "1h",
            "pt1h",
            "PT1H ",
            "-PT1H",
            "PT-1H",
            "P1M",
            "P1Y",
            "P999999999Y",
            "PT9999999999999999999H",
            "R3/PT1S",
            "R/PT0S",
            "${x}"),
    TIME(
            "",
            "2026-02-30T00:00:00Z",
            "2026-03-01T00:00:00",
            "tomorrow",
            "10000-01-01T00:00:00Z",
            "-0001-01-01T00:00:00Z",
            "+999999999-12-31T23:59:59Z",
            "1772438400",
            Token.X300),
    LOCAL("", "2026-02-30T00:00", "tomorrow", "2026-03-01", "10000-01-01T00:00", Token.X300),
    CLOCK("", "25:00", "8", "noon", "08:00:00Z", Token.X300),
    ZONE("", "EST", "CET", "Mars/Phobos", "GMT+25", "SystemV/PST8", Token.X300),
    LINK("http://example.org", "file:///etc/passwd", "javascript:alert(1)", "https://u:p@example.org/", Token.URL2049),
    WEBHOOK(
            "",
            "http://example.org",
            "file:///etc/passwd",
            "https://u:p@example.org/",
            "https://169.254.169.254/latest",
            "https://localhost/",
            "https://[::ffff:127.0.0.1]/",
            "https://10.0.0.1/",
            "https://example.org:25/",
            Token.URL2049),
    RULE("", "FREQ=SECONDLY", "whenever", Token.X300),
    CONDITION("", "tests", "${x} > 1", "tests.pass_rate >= NaN"),
    LANGUAGE("x_y!", Token.X300),
    FILE("", "   ", Token.X300, "a\\r\\nb.bpmn"),
    XML("", "{}", "<a>", "<!DOCTYPE a [<!ENTITY b SYSTEM \\\"file:///etc/passwd\\\">]><a>&b;</a>"),
    FINDING("", "urgent", Token.X300, "${x}"),
    CURSOR("nonsense", "MQ", "%%%", Token.X300);

    private static final String UNSTORABLE = "a\\u0000b";
    private static final String HALF = "a\\ud800b";

    /** Where a text stands, without numbers of list items, and what it is there. The first that fits counts. */
    private static final Map<Pattern, Kind> PLACES = places(
            "decideAll\\..*(comment|subjectHash)", ANSWERED,
            ".*\\.ticket", PERSON,
            "(approve|reject|cancel|\\w*PolicyChange)\\..*comment", TEXT,
            ".*\\.(reason|comment|skipping)", REASON,
            "addComment\\.text", REASON,
            ".*\\.(description|summary|evidence|metadata\\.\\w+)", TEXT,
            "reportCheck\\.name|.*\\.checks\\.name", CHECK,
            ".*\\.(stages|rollback|define)\\.name", ID,
            ".*\\.(name|title|message)", NAME,
            ".*\\.kind", KIND,
            ".*\\.(id|version|source|target|workspaces?|promotionFrom|gateway|promotions?|organization|release|unset|remove|process)",
                    ID,
            ".*\\.stage", ID,
            ".*\\.(digest|found)", DIGEST,
            ".*\\.subjectHash", HASH,
            ".*\\.(persons?|delegate|authors|requestedBy|requester|channel|channels\\.\\w+)", PERSON,
            ".*\\.(roles?|escalateTo|alsoTell\\.\\w+)", ROLE,
            ".*\\.windows\\.(from|to)|.*\\.digest\\.at", CLOCK,
            ".*\\.(start|end)", LOCAL,
            ".*\\.(notBefore|from|until)", TIME,
            ".*\\.(by|duration|soak|validity|approvalDeadline|validFor|reviewWithin|ahead|within)", DURATION,
            ".*\\.zone", ZONE,
            ".*\\.recurrence", RULE,
            ".*\\.conditions", CONDITION,
            ".*\\.url", WEBHOOK,
            ".*\\.(issue|link)", LINK,
            ".*\\.language", LANGUAGE,
            ".*\\.finding", FINDING,
            ".*\\.resource", FILE,
            ".*\\.xml", XML,
            ".*\\.(settings|configuration|set)\\.\\w+|.*\\.defaultValue", VALUE,
            ".*\\.cursor", CURSOR,
            ".*\\.(text|artifact)", SEARCH);

    @SuppressWarnings("ImmutableEnumChecker") // The list comes from List.of.
    private final List<String> impossible;

    Kind(String... impossible) {
        this.impossible = List.of(impossible);
    }

    /** What the text at this place is; fails for a place that nobody has thought of. */
    static Kind at(String place) {
        String bare = place.replaceAll("\\[\\d+]", "");
        return PLACES.entrySet().stream()
                .filter(known -> known.getKey().matcher(bare).matches())
                .findFirst()
                .orElseThrow(() -> new AssertionError("Say in Kind what kind of text stands in " + bare))
                .getValue();
    }

    /** No text of this kind is one of these. */
    List<String> impossible() {
        if (this == ANSWERED) {
            return List.of();
        }
        return Stream.concat(impossible.stream().map(Kind::expanded), Stream.of(UNSTORABLE, HALF))
                .collect(toUnmodifiableList());
    }

    /** Some texts are one of these and some are not. None of them is anything that a program stumbles over. */
    static List<String> strange() {
        List<String> texts = new ArrayList<>(List.of(
                "<script>alert(1)</script>",
                "=HYPERLINK(\\\"https://example.org\\\")",
                "${jndi:ldap://example.org/a}",
                "#{1+1}",
                "' OR 1=1 --",
                "%00%0d%0aX: y",
                "\ud83d\ude80".repeat(40),
                "\u0130stanbul \u0131",
                "Zu\u0308rich",
                "a\\u200bb",
                "\\u202eabc",
                "a\\r\\nSubject: b",
                "a\\u001b[31mb",
                "\\ufeffa",
                "\\uffff",
                "-1",
                "null",
                "x".repeat(2_000)));
        texts.add("ghp_" + "a1B2c3D4e5F6g7H8i9".repeat(2));
        return texts;
    }

    private static String expanded(String text) {
        return switch (text) {
            case Token.X300 -> "x".repeat(300);
            case Token.X4001 -> "x".repeat(4_001);
            case Token.URL2049 -> "https://example.org/" + "x".repeat(2_049);
            case Token.UPPER -> "sha256:" + "A".repeat(64);
            default -> text;
        };
    }

    private static Map<Pattern, Kind> places(Object... table) {
        Map<Pattern, Kind> places = new LinkedHashMap<>();
        for (int at = 0; at < table.length; at += 2) {
            places.put(Pattern.compile((String) table[at]), (Kind) table[at + 1]);
        }
        return places;
    }

    /** Stands for a text that is too long to be written here, or cannot be seen. */
    private static final class Token {
        static final String X300 = "300 x";
        static final String X4001 = "4,001 x";
        static final String URL2049 = "an address of 2,049 characters";
        static final String UPPER = "a digest in upper case";
        static final String BIDI = "a\\u202eb";
        static final String HIDDEN = "a\\u200bb";
    }
}
