package io.sluice.promotion.jdbc;

import io.sluice.promotion.artifact.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One step of the schema. Once released it never changes; what must change becomes the next step.
 *
 * @param name of its file, such as {@code V001__first.sql}
 * @param text its statements, on both databases the same
 */
record SchemaScript(String name, String text) {
    private static final List<String> NAMES = List.of( //
            "V001__first.sql", //
            "V002__workspaces.sql", //
            "V003__calendar.sql", //
            "V004__approvals.sql", //
            "V005__policy_changes.sql", //
            "V006__controls.sql", //
            "V007__audit_log.sql", //
            "V008__notifications.sql", //
            "V009__units.sql", //
            "V010__milestones.sql", //
            "V011__processes.sql",
            "V012__screens.sql", //
            "V013__feed.sql",
            "V014__operations.sql");
    private static final Pattern NAME = Pattern.compile("V(\\d{3})__([a-z0-9_]+)\\.sql");

    /** What may hold a semicolon that ends nothing, and the semicolon itself. Two quotes in a row are two literals. */
    private static final Pattern TOKEN = Pattern.compile("--[^\\n]*|/\\*.*?\\*/|'[^']*'|\"[^\"]*\"|;", Pattern.DOTALL);

    SchemaScript {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("A schema script is called V001__what_it_does.sql, not " + name + ".");
        }
        text = text.replace("\r\n", "\n");
    }

    /** All steps that this version of the library knows, in order. */
    static List<SchemaScript> all() {
        return NAMES.stream().map(SchemaScript::load).toList();
    }

    /** The number of the last one. */
    static int newest() {
        return NAMES.size();
    }

    int version() {
        return Integer.parseInt(part(1));
    }

    String description() {
        return part(2).replace('_', ' ');
    }

    String checksum() {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8)).value().substring("sha256:".length());
    }

    /** The statements one by one, without comments around them. */
    List<String> statements() {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            boolean ends = token.group().equals(";");
            boolean comment = token.group().startsWith("--") || token.group().startsWith("/*");
            token.appendReplacement(statement, ends || comment ? "" : Matcher.quoteReplacement(token.group()));
            if (ends) {
                addUnlessBlank(statements, statement);
                statement.setLength(0);
            }
        }
        token.appendTail(statement);
        addUnlessBlank(statements, statement);
        return statements;
    }

    private static void addUnlessBlank(List<String> statements, StringBuilder statement) {
        if (!statement.toString().isBlank()) {
            statements.add(statement.toString().strip());
        }
    }

    private String part(int group) {
        Matcher parts = NAME.matcher(name);
        return parts.matches() ? parts.group(group) : "";
    }

    private static SchemaScript load(String name) {
        try (InputStream script = SchemaScript.class.getResourceAsStream("schema/" + name)) {
            if (script == null) {
                throw new IllegalStateException("The library lacks its schema script " + name + ".");
            }
            return new SchemaScript(name, new String(script.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
