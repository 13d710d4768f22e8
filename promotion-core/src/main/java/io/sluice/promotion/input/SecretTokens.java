package io.sluice.promotion.input;

import java.util.regex.Pattern;

/** Recognises text that looks like a secret: tokens of well-known services, private keys, passwords in addresses. */
public final class SecretTokens {
    private static final Pattern KNOWN = Pattern.compile(String.join(
            "|",
            "\\bgh[pousr]_[A-Za-z0-9]{20,}", // GitHub
            "\\bgithub_pat_[A-Za-z0-9_]{20,}",
            "\\bglpat-[A-Za-z0-9_-]{16,}", // GitLab
            "\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b", // AWS
            "\\bAIza[A-Za-z0-9_-]{30,}", // Google
            "\\bxox[abeprs]-[A-Za-z0-9-]{10,}", // Slack
            "\\b[sr]k_(?:live|test)_[A-Za-z0-9]{10,}", // Stripe
            "\\bsk-[A-Za-z0-9_-]{20,}", // providers of language models
            "\\bnpm_[A-Za-z0-9]{30,}",
            "\\bhv[sb]\\.[A-Za-z0-9_-]{20,}", // Vault
            "\\bey[A-Za-z0-9_-]{10,}\\.ey[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]*", // JSON Web Token
            "-----BEGIN [A-Z ]*PRIVATE KEY",
            "(?i)\\b(?:password|passwd|pwd|token|api[_-]?key)\\s*[=:]\\s*[^\\s&;]{3,}",
            "(?i)\\bsecret\\s*=\\s*[^\\s&;]{3,}",
            "(?i)\\bbearer\\s+[A-Za-z0-9._~+/-]{16,}",
            "://[^/\\s:@]+:[^/\\s@]+@")); // user and password in an address

    private SecretTokens() {}

    /** Whether some part of the text looks like a secret. */
    public static boolean isIn(String text) {
        return KNOWN.matcher(text).find();
    }
}
