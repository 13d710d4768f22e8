package io.sluice.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.documentation.Documentation;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.policy.ApprovalRule;
import io.sluice.promotion.policy.ApprovalStage;
import io.sluice.promotion.policy.BreakGlass;
import io.sluice.promotion.policy.ChangeWindow;
import io.sluice.promotion.policy.CheckRequirement;
import io.sluice.promotion.policy.OnDeadline;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.policy.Reminders;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.workspace.EnvironmentType;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyFileTest {
    @ParameterizedTest
    @EnumSource
    void readsWhatItWrites(EnvironmentType type) {
        PromotionPolicy policy = PromotionPolicy.standard(type);

        assertThat(PolicyFile.read(PolicyFile.write(policy))).isEqualTo(policy);
    }

    @Test
    void keepsEveryFieldThatIsSet() {
        PromotionPolicy policy = PromotionPolicy.standard(EnvironmentType.PRODUCTION)
                .withStages(List.of(
                        new ApprovalStage("security", List.of(ApprovalRule.everyOneOf(Set.of(new PersonId("p-1"))))),
                        new ApprovalStage(
                                "operations",
                                List.of(ApprovalRule.anyOf(Set.of(new RoleId("a"), new RoleId("b")), 3)))))
                .withApprovalDeadline(Duration.ofHours(5))
                .withReminders(new Reminders(List.of(10), 90, Optional.of(new RoleId("lead"))))
                .withOnDeadline(OnDeadline.escalate(Duration.ofDays(1)))
                .withWindows(List.of(new ChangeWindow(
                        Set.of(DayOfWeek.MONDAY), LocalTime.of(9, 0), LocalTime.of(17, 0), ZoneId.of("Europe/Berlin"))))
                .withBreakGlass(Optional.of(BreakGlass.STANDARD))
                .withProcess("custom");

        assertThat(PolicyFile.read(PolicyFile.write(policy))).isEqualTo(policy);
    }

    @Test
    void takesDefaultsForWhatIsLeftOut() {
        PromotionPolicy policy = PolicyFile.read("""
                {"stages": [], "checks": [{"name": "tests"}], "breakGlass": {"persons": 1}}""");

        assertThat(policy)
                .isEqualTo(PromotionPolicy.standard(EnvironmentType.DEVELOPMENT)
                        .withChecks(List.of(CheckRequirement.of(CheckName.TESTS)))
                        .withBreakGlass(Optional.of(new BreakGlass(1, Duration.ofHours(1), Duration.ofHours(24)))));
    }

    @Test
    void readsTheExampleOfThePolicyPage() {
        List<String> examples = Documentation.blocks("docs/policy.md", "json");

        assertThat(PolicyFile.read(examples.get(0)).stages())
                .extracting(ApprovalStage::name)
                .containsExactly("security", "operations");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "7",
                "{",
                "{\"stages\": []",
                "{\"stages\": [], \"stages\": []}",
                "{} {}",
                "<xml/>"
            })
    void refusesWhatIsNoObject(String json) {
        assertThat(refusal(json)).returns("policy.json", InvalidInputException::code);
    }

    @Test
    void namesTheLineWhereTheJsonIsBroken() {
        assertThat(refusal("{\n \"stages\": oops}"))
                .hasMessageContaining("line 2")
                .hasMessageContaining("oops");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "{}; policy.stages",
                "{\"stages\": []}; policy.checks",
                "{\"stages\": [], \"checks\": [], \"stage\": 1}; policy.stage",
                "{\"stages\": {}, \"checks\": []}; policy.stages",
                "{\"stages\": [null], \"checks\": []}; policy.stages[0]",
                "{\"stages\": [{\"name\": 1, \"rules\": []}], \"checks\": []}; policy.stages[0].name",
                "{\"stages\": [{\"name\": \"a\", \"rules\": [{\"role\": \"x\"}]}], \"checks\": []}; policy.stages[0].rules[0].required",
                "{\"stages\": [], \"checks\": [{}]}; policy.checks[0].name",
                "{\"stages\": [], \"checks\": [{\"name\": \"tests\", \"phase\": \"SOON\"}]}; policy.checks[0].phase",
                "{\"stages\": [], \"checks\": [{\"name\": \"tests\", \"settings\": {\"a\": 1}}]}; policy.checks[0].settings.a",
                "{\"stages\": [], \"checks\": [], \"openRequests\": \"MAYBE\"}; policy.openRequests",
                "{\"stages\": [], \"checks\": [], \"windows\": [{\"days\": [\"MON\"], \"from\": \"09:00\", \"to\": \"10:00\", \"zone\": \"Europe/Berlin\"}]}; policy.windows[0].days[0]",
                "{\"stages\": [], \"checks\": [], \"windows\": [{\"days\": [\"MONDAY\"], \"from\": \"9\", \"to\": \"10:00\", \"zone\": \"Europe/Berlin\"}]}; policy.windows[0].from",
                "{\"stages\": [], \"checks\": [], \"windows\": [{\"days\": [\"MONDAY\"], \"from\": \"09:00\", \"to\": \"10:00\", \"zone\": \"Atlantis\"}]}; policy.windows[0].zone",
            })
    void namesThePlaceOfWhatItCannotUse(String json, String place) {
        assertThat(refusal(json))
                .returns("policy.field", InvalidInputException::code)
                .returns(Optional.of(place), InvalidInputException::field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "{\"stages\": [], \"checks\": [], \"approvalDeadline\": \"five days\"}; duration.format",
                "{\"stages\": [{\"name\": \"a\", \"rules\": [{\"role\": \"x\", \"required\": 0}]}], \"checks\": []}; policy.minApprovals",
                "{\"stages\": [{\"name\": \"a\", \"rules\": []}], \"checks\": []}; policy.empty",
                "{\"stages\": [], \"checks\": [{\"name\": \"Tests\"}]}; check.format",
            })
    void refusesValuesThatNoPolicyCanHave(String json, String code) {
        assertThat(refusal(json)).returns(code, InvalidInputException::code);
    }

    private static InvalidInputException refusal(String json) {
        return catchThrowableOfType(InvalidInputException.class, () -> PolicyFile.read(json));
    }
}
