package io.sluice.promotion.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.spi.Fact;
import io.sluice.promotion.spi.NotificationKind;
import io.sluice.promotion.spi.Topic;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NotificationsPageTest {
    @ParameterizedTest
    @EnumSource
    void showsEveryKindWithItsVariables(NotificationKind kind) {
        String row = "| `" + kind + "` | " + topics(kind.topics()) + " | " + variables(kind.required()) + " | "
                + variables(kind.optional()) + " |";

        assertThat(Documentation.read("docs/notifications.md")).contains(row);
    }

    private static String topics(Collection<Topic.Type> types) {
        return types.stream()
                .sorted()
                .map(type -> type.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private static String variables(Collection<Fact> facts) {
        return facts.isEmpty()
                ? "–"
                : facts.stream()
                        .sorted()
                        .map(fact -> "`" + fact.variable() + "`")
                        .collect(Collectors.joining(", "));
    }
}
