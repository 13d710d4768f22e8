package io.sluice.promotion.spring.rest.matrix;

import io.sluice.promotion.spring.rest.ApiClient.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is wrong with an answer to something that nobody should send. */
final class Complaints {
    private static final Pattern SHOWN = Pattern.compile("(?m)^\\| ((?:`[\\w.]+`(?:, )?)+) \\|");
    private static final Pattern INSIDE =
            Pattern.compile("Exception|io\\.sluice|java\\.|org\\.|SELECT |INSERT |/tmp/|x{101}");

    private static final boolean STRICT = Boolean.getBoolean("strict");
    private final Set<String> codes = documented();

    /** About one field. */
    Optional<String> about(Reply reply, Mistake mistake) {
        Optional<String> complaint = about(reply, mistake.impossible());
        if (complaint.isPresent() || !mistake.named() || reply.status() != 400) {
            return complaint;
        }
        return STRICT
                ? named(reply, mistake.place())
                : reply.json().path("field").asText().isEmpty() ? Optional.of("names nothing") : Optional.empty();
    }

    /** About one parameter. */
    Optional<String> about(Reply reply, Addresses.Asked asked) {
        Optional<String> complaint = about(reply, asked.impossible());
        if (complaint.isPresent() || asked.field().isEmpty() || reply.status() != 400) {
            return complaint;
        }
        return named(reply, asked.field());
    }

    /** About an address, which the container may refuse before anybody else sees it. */
    Optional<String> aboutAddress(Reply reply) {
        boolean byTheContainer = reply.status() == 400 && !reply.text().contains("\"code\"");
        return byTheContainer && !INSIDE.matcher(reply.text()).find() ? Optional.empty() : about(reply, true);
    }

    /** About what had to be refused, or might be. */
    Optional<String> about(Reply reply, boolean refused) {
        if (reply.status() >= 500 || (refused && reply.status() < 400)) {
            return Optional.of(reply.status() + " " + shortened(reply.text()));
        }
        if (reply.status() < 400) {
            return Optional.empty();
        }
        if (!codes.contains(reply.code())) {
            return Optional.of("no documented code: " + reply.status() + " " + shortened(reply.text()));
        }
        return INSIDE.matcher(reply.text()).find()
                ? Optional.of("tells too much: " + shortened(reply.text()))
                : Optional.empty();
    }

    private static Optional<String> named(Reply reply, String place) {
        List<String> named = reply.json().path("errors").findValuesAsText("field");
        String field = reply.json().path("field").asText();
        return field.equals(place) || named.contains(place)
                ? Optional.empty()
                : Optional.of("names " + field + " as " + reply.code());
    }

    private static String shortened(String text) {
        return text.length() > 300 ? text.substring(0, 300) + "..." : text;
    }

    /** The codes that docs/codes.md has, wherever below the project this runs. */
    private static Set<String> documented() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs/codes.md"))) {
            folder = folder.getParent();
        }
        Set<String> codes = new TreeSet<>();
        try {
            Matcher row = SHOWN.matcher(Files.readString(folder.resolve("docs/codes.md")));
            while (row.find()) {
                for (String code : row.group(1).split(", ", -1)) {
                    codes.add(code.substring(1, code.length() - 1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return codes;
    }
}
