package io.sluice.promotion.identity;

import static io.sluice.promotion.problem.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IdentifiersTest {
    static Stream<Arguments> kinds() {
        return Stream.of(
                kind("an organization", OrganizationId::new),
                kind("a workspace", WorkspaceId::new),
                kind("a promotion", PromotionId::new),
                kind("a release", ReleaseId::new));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void areCheckedWhereverTheyAreMade(String what, Function<String, Object> id) {
        assertRefused("id.required", () -> id.apply(""));
        assertRefused("id.format", () -> id.apply("../x"));
        assertRefused("id.tooLong", () -> id.apply("x".repeat(65)));
        assertThat(id.apply("x-1"))
                .hasToString("x-1")
                .isEqualTo(id.apply("x-1"))
                .isNotEqualTo(id.apply("X-1"));
    }

    private static Arguments kind(String what, Function<String, Object> id) {
        return Arguments.of(what, id);
    }
}
