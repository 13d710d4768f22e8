package io.sluice.promotion.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.policy.ApprovalRule;
import io.sluice.promotion.policy.ApprovalStage;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.workspace.DataPolicy;
import io.sluice.promotion.workspace.EnvironmentType;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers that no policy may hold, in the hands of a programmer and in a stored text that somebody tampered with. */
class PolicyNumbersTest {
    private static final RoleId APPROVER = new RoleId("approver");
    private static final String STORED =
            PolicyJson.write(PromotionPolicy.standard(EnvironmentType.STAGING).approvedBy(Map.of(APPROVER, 7)));

    private static void refused(String code, ThrowingCallable input) {
        assertThatThrownBy(input)
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void nobodyIsTooFew() {
        refused("policy.minApprovals", () -> new ApprovalRule(APPROVER, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 51, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void aNumberOutsideTheBoundsIsRefused(int required) {
        refused("policy.integer", () -> new ApprovalRule(APPROVER, required));
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "\"2\"", "2.0", "1e0", "2147483648", "null", "[2]", "NaN", "1e999", "0", "-1"})
    void whatIsNoWholeNumberIsNotReadAsOne(String required) {
        String tampered = STORED.replace("\"required\":7", "\"required\":" + required);

        assertThat(tampered).isNotEqualTo(STORED);
        assertThatThrownBy(() -> PolicyJson.read(tampered))
                .isInstanceOfAny(IllegalStateException.class, InvalidInputException.class);
    }

    @Test
    void aKeyThatStandsTwiceIsRefused() {
        String tampered = STORED.replace("\"required\":7", "\"required\":7,\"required\":1");

        assertThatThrownBy(() -> PolicyJson.read(tampered)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aFieldThatNobodyKnowsIsRefused() {
        String tampered = STORED.replace("\"required\":7", "\"required\":7,\"except\":\"olga\"");

        assertThatThrownBy(() -> PolicyJson.read(tampered)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anEmptyPlaceInAListIsRefused() {
        String tampered = STORED.replace("\"rules\":[", "\"rules\":[null,");

        assertThatThrownBy(() -> PolicyJson.read(tampered)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new ApprovalStage("approval", Collections.singletonList(null)))
                .isInstanceOf(NullPointerException.class);
    }

    @Test
    void twoRulesForOneRoleAreRefused() {
        refused(
                "policy.duplicateRule",
                () -> new ApprovalStage(
                        "approval", List.of(new ApprovalRule(APPROVER, 1), new ApprovalRule(APPROVER, 2))));
    }

    @Test
    void aStageThatAsksNobodyIsRefused() {
        refused("policy.empty", () -> new ApprovalStage("approval", List.of()));
    }

    @Test
    void moreThanAHundredRulesAreRefused() {
        List<ApprovalRule> rules = IntStream.rangeClosed(1, 101)
                .mapToObj(number -> new ApprovalRule(new RoleId("role-" + number), 1))
                .toList();

        refused("policy.tooMany", () -> new ApprovalStage("approval", rules));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 29, 36_501, 1_000_000_000})
    void aRetentionOutsideTheBoundsIsRefused(int days) {
        refused("retention.range", () -> new DataPolicy(false, false, days));
    }
}
