package io.sluice.promotion.input;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what looks like a secret in text that people and programs write, and takes it out. What is masked once stays as it
 * is when it is masked again. Every pattern reads the text once.
 */
public final class Secrets {
    /** What stands in the place of a secret. */
    public static final String MASK = "***";

    /** Known forms of tokens; all of the match is secret. */
    private static final List<Pattern> TOKENS = List.of(
            Pattern.compile("\\bgh[pousr]_[A-Za-z0-9]{20,255}+"),
            Pattern.compile("\\bgithub_pat_[A-Za-z0-9_]{20,255}+"),
            Pattern.compile("\\bglpat-[A-Za-z0-9_-]{16,255}+"),
            Pattern.compile("\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b"),
            Pattern.compile("\\bAIza[A-Za-z0-9_-]{35}"),
            Pattern.compile("\\bxox[abeprs]-[A-Za-z0-9-]{10,255}+"),
            Pattern.compile("\\bsk-[A-Za-z0-9_-]{20,255}+"),
            Pattern.compile("\\beyJ[A-Za-z0-9_-]{5,4000}+\\.[A-Za-z0-9_-]{2,4000}+\\.[A-Za-z0-9_-]{2,4000}+"),
            Pattern.compile(
                    "-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[^-]{0,4000}+(?:-----END [A-Z ]{0,40}PRIVATE KEY-----)?"));

    /** What is introduced by its name; the second group is secret. */
    private static final List<Pattern> NAMED = List.of(
            Pattern.compile(
                    "(?i)\\b((?:password|passwd|pwd|secret|client[_-]secret|api[_-]?key|access[_-]?token|auth[_-]?token)"
                            + "\\s{0,3}[=:]\\s{0,3}[\"']?)([^\\s\"',;]{1,4000}+)"),
            Pattern.compile("(?i)\\b((?:bearer|basic)\\s{1,3})([A-Za-z0-9+/._~=-]{12,4000}+)"),
            Pattern.compile("(?i)(\\b[a-z][a-z0-9+.-]{1,20}://[^\\s:/@]{1,200}+:)([^\\s@/]{1,200}+)(?=@)"));

    private Secrets() {}

    /** The text with a mask in the place of whatever looks like a secret. */
    public static String mask(String text) {
        String masked = text;
        for (Pattern token : TOKENS) {
            masked = token.matcher(masked).replaceAll(MASK);
        }
        for (Pattern named : NAMED) {
            masked = named.matcher(masked)
                    .replaceAll(match -> Matcher.quoteReplacement(match.group(1)) + Matcher.quoteReplacement(MASK));
        }
        return masked;
    }

    /** Whether something in the text looks like a secret. */
    public static boolean areIn(String text) {
        return !mask(text).equals(text);
    }
}
