package io.sluice.promotion.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** I24 and I25: no statement is about all organizations unless it is one of these few. */
class SqlTextsTest {
    private static final Set<String> FOR_ALL_ORGANIZATIONS = Set.of(
            "DriftRows.DUE",
            "ShortageRows.PLACES",
            "PromotionRows.NEEDING_RECHECK",
            "AutomationRows.DUE",
            "HealthRows.DUE",
            "LineRows.STALLED",
            "PolicyChangeRows.OVERDUE",
            "BypassRows.TO_REMIND",
            "BypassRows.OUTDATED",
            "LookRows.FORGET",
            "TaskRows.SETTLING",
            "FreezeRows.TOUCHED",
            "OutboxRows.DUE",
            "OutboxRows.OLDEST_READY",
            "PreferenceRows.DUE",
            "WebhookRows.FORGET_ATTEMPTS",
            "IdempotencyRows.DELETE_OLDER_THAN",
            "AnchorRows.WITH_WORK",
            "CheckpointRows.UNSIGNED",
            "CheckpointRows.UNDELIVERED",
            "RetentionRows.GROUPS",
            "ArchiveRows.PLACES",
            // How long the log of each organization is, and who stands still; where the deployer is to be asked.
            "SafeModeRows.KNOWN",
            "SafeModeRows.WITH_OPEN",
            "SafeModeRows.UNKNOWN",
            // The latest moment that the database has seen.
            "IdempotencyRows.NEWEST",
            // Which organizations have events that a program was not told; each is then read by itself.
            "FeedRows.SINCE",
            "FeedRows.UNKNOWN",
            "FeedRows.DUE",
            // Numbers for the operators of the node, about nobody.
            "MonitorRows.COUNTS");

    private static final Pattern STATEMENT = Pattern.compile("^\\W*(SELECT|INSERT|UPDATE|DELETE)\\b");
    private static final Pattern ABOUT_ONE =
            Pattern.compile("org_id = :org\\b|INSERT INTO \\w+ \\(\\s*org_id,[^)]*\\)\\s*VALUES \\(\\s*:org,");

    @Test
    void everyStatementIsAboutOneOrganization() {
        List<String> offenders = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        for (Field text : texts()) {
            String name = text.getDeclaringClass().getSimpleName() + "." + text.getName();
            seen.add(name);
            if (!FOR_ALL_ORGANIZATIONS.contains(name) && !isAboutOne(value(text))) {
                offenders.add(name);
            }
        }

        assertThat(offenders).isEmpty();
        assertThat(seen).hasSizeGreaterThan(60).containsAll(FOR_ALL_ORGANIZATIONS);
    }

    /** The count and page of a queue are put together from branches; the branches name the organization. */
    private static boolean isAboutOne(String sql) {
        return ABOUT_ONE.matcher(sql).find() || sql.contains("FROM (%s)");
    }

    private static List<Field> texts() {
        return Stream.concat(
                        Arrays.stream(Storage.class.getDeclaredFields()).map(Field::getType),
                        Stream.of(TaskQueue.class, PromotionItemRows.class))
                .filter(type -> type.getSimpleName().matches(".*(Rows|Queue)"))
                .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == String.class)
                .filter(field -> STATEMENT.matcher(value(field)).find())
                .toList();
    }

    private static String value(Field field) {
        try {
            field.setAccessible(true);
            return String.valueOf(field.get(null));
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
