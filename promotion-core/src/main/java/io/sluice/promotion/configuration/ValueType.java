package io.sluice.promotion.configuration;

import io.sluice.promotion.input.Durations;
import io.sluice.promotion.input.SecretTokens;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.problem.InvalidInputException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/** What the value of a key may be. */
public enum ValueType {
    /** Any text up to 4,000 characters. */
    TEXT {
        @Override
        String read(String field, String value) {
            String text = Text.optional(field, value);
            if (SecretReference.matches(text)) {
                throw wrong(field, "is a reference to a secret, and the key is of type TEXT");
            }
            return text;
        }
    },
    /** A whole number of 64 bits, without a plus sign or leading zeros. */
    INTEGER {
        @Override
        String read(String field, String value) {
            try {
                if (INTEGER_FORM.matcher(value).matches()) {
                    return Long.toString(Long.parseLong(value));
                }
            } catch (NumberFormatException tooLarge) {
                throw wrong(field, "does not fit into 64 bits");
            }
            throw wrong(field, "is not a whole number such as 42");
        }
    },
    /** {@code true} or {@code false}. */
    BOOLEAN {
        @Override
        String read(String field, String value) {
            if (value.equals("true") || value.equals("false")) {
                return value;
            }
            throw wrong(field, "is neither true nor false");
        }
    },
    /** An ISO 8601 duration of up to 3,650 days, such as {@code PT30S}; kept in its canonical form. */
    DURATION {
        @Override
        String read(String field, String value) {
            return Durations.canonical(Durations.parse(field, value, Duration.ZERO, Duration.ofDays(3650)));
        }
    },
    /** An absolute address up to 2,048 characters, without user name and password. */
    URL {
        @Override
        String read(String field, String value) {
            if (value.length() > 2048) {
                throw new InvalidInputException(field, "url.tooLong", field + " has more than 2048 characters.");
            }
            try {
                String address = value.toLowerCase(Locale.ROOT).startsWith("jdbc:") ? value.substring(5) : value;
                URI uri = new URI(address);
                if (uri.isAbsolute() && !uri.getSchemeSpecificPart().isBlank()) {
                    return value;
                }
            } catch (URISyntaxException e) {
                throw new InvalidInputException(field, "url.format", field + " is no address.");
            }
            throw new InvalidInputException(
                    field, "url.format", field + " is no absolute address such as https://host/path.");
        }
    },
    /** A {@linkplain SecretReference reference} to a secret that the deployer looks up; never the secret itself. */
    SECRET {
        @Override
        String read(String field, String value) {
            return SecretReference.require(field, value);
        }
    };

    private static final Pattern INTEGER_FORM = Pattern.compile("0|-?[1-9]\\d{0,18}");

    /**
     * The value in its canonical form.
     *
     * @throws InvalidInputException {@code configuration.value}, {@code configuration.secretValue} or what the type asks
     */
    public String canonical(String field, String value) {
        if (SecretTokens.isIn(value)) {
            throw new InvalidInputException(
                    field,
                    "configuration.secretValue",
                    field + " looks like a secret. Keep the secret in a vault and give a reference of type SECRET.");
        }
        return read(field, value);
    }

    abstract String read(String field, String value);

    private static InvalidInputException wrong(String field, String what) {
        return new InvalidInputException(field, "configuration.value", field + " " + what + ".");
    }
}
