package io.sluice.promotion.bpmn.verify.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.bpmn.verify.Finding;
import io.sluice.promotion.bpmn.verify.PathStep;
import io.sluice.promotion.bpmn.verify.PolicyDemands;
import io.sluice.promotion.bpmn.verify.ProcessLibrary;
import io.sluice.promotion.bpmn.verify.Rule;
import io.sluice.promotion.bpmn.verify.Severity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule of the policy: what breaks it, and what comes close and does not. */
class PolicyRulesTest {
    static final String GOOD = """
            start s
            step checks promotion.checks
            xor passed
            approve approve
            on overdue approve timer
            xor approved
            timer window policy
            call reserve promotionReserve
            on busy reserve e-busy
            timer again policy
            call confirm promotionConfirm
            on refused confirm error
            step deploy promotion.deploy
            on deployFailed deploy error
            step verify promotion.verify
            on verifyFailed verify error
            step rollback promotion.rollback
            on rollbackFailed rollback error
            end promoted PROMOTED
            end failed CHECKS_FAILED
            end rejected REJECTED
            end expired EXPIRED
            end blocked NOT_ALLOWED
            end back ROLLED_BACK
            end broken ROLLBACK_FAILED
            s -> checks -> passed ->{checksPassed} approve
            passed => failed
            approve -> approved ->{approvalOutcome_==_'APPROVED'} window
            approved => rejected
            overdue -> expired
            window -> reserve
            reserve -> confirm
            confirm -> deploy
            deploy -> verify
            verify -> promoted
            busy -> again -> reserve
            refused -> blocked
            deployFailed -> rollback
            verifyFailed -> rollback
            rollback -> back
            rollbackFailed -> broken
            """;

    private static final PolicyDemands DEMANDS = new PolicyDemands(List.of("approval"), true);

    private static List<Finding> judge(String lines) {
        return Sketch.judge(lines, DEMANDS, ProcessLibrary.empty());
    }

    private static List<String> errors(String lines) {
        return judge(lines).stream()
                .filter(finding -> finding.severity() == Severity.ERROR && finding.rule() != Rule.S_DEAD)
                .map(finding -> finding.rule().id() + " " + finding.element().id())
                .distinct()
                .sorted()
                .toList();
    }

    private static String with(String before, String after) {
        assertThat(GOOD).contains(before);
        return GOOD.replace(before, after);
    }

    @Test
    void theProcessThatAllOfThemStartFromIsInOrder() {
        assertThat(judge(GOOD)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "passed => failed              | passed -> approve               | P-CHECKS deploy",
                "{checksPassed}                | {!checksPassed}                 | P-CHECKS deploy",
                "s -> checks -> passed ->{checksPassed} approve | s -> approve   | P-CHECKS deploy",
                "approved => rejected          | approved -> window              | P-APPROVAL deploy",
                "overdue -> expired            | overdue -> window               | P-APPROVAL deploy",
                "{approvalOutcome_==_'APPROVED'} | {approvalOutcome_!=_'APPROVED'} | P-APPROVAL deploy",
                "reserve -> confirm            | reserve -> deploy               | P-CONFIRM deploy",
                "refused -> blocked            | refused -> deploy               | P-CONFIRM deploy",
                "window -> reserve             | window -> confirm               | P-RESERVE deploy",
                "busy -> again -> reserve      | busy -> confirm                 | P-RESERVE deploy",
                "verify -> promoted            | verify -> reserve               | P-RESERVE reserve",
                "deployFailed -> rollback      | deployFailed -> broken          | P-ROLLBACK broken",
                "verifyFailed -> rollback      | verifyFailed -> promoted        | P-ROLLBACK promoted",
                "refused -> blocked            | refused -> rollback             | P-ROLLBACK rollback",
                "rollback -> back              | rollback -> deploy              | P-ONCE deploy",
                "verifyFailed -> rollback      | verifyFailed -> deploy          | P-ONCE deploy",
                "end expired EXPIRED           | end expired                     | P-OUTCOME expired",
                "end failed CHECKS_FAILED      | task failed                     | P-OUTCOME failed",
                "deploy -> verify              | deploy -> promoted              | P-TRUTH promoted",
                "rollback -> back              | rollback -> rejected            | P-TRUTH rejected",
                "overdue -> expired            | overdue -> rejected             | P-TRUTH rejected",
                "refused -> blocked            | refused -> broken               | P-TRUTH broken",
                "refused -> blocked            | refused -> back                 | P-TRUTH back"
            })
    void whatBreaksARuleIsFound(String before, String after, String finding) {
        assertThat(errors(with(before, after))).contains(finding);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "s -> checks                   | task hello / s -> hello -> checks",
                "approved => rejected          | call tell promotionNotify / approved => tell / tell -> rejected",
                "overdue -> expired            | overdue -> rejectable / approve rejectable / on late rejectable timer / "
                        + "late -> expired / rejectable -> approved",
                "{checksPassed}                | {checksPassed_==_true}",
                "{approvalOutcome_==_'APPROVED'} | {checksPassed_&amp;&amp;_'APPROVED'_==_approvalOutcome}",
                "busy -> again -> reserve      | busy -> again -> blocked",
                "refused -> blocked            | step wait acme.scan / refused -> wait / wait -> blocked / "
                        + "on scanned wait error / scanned -> blocked",
                "rollback -> back              | step mend acme.change / rollback -> mend / mend -> back",
                "window -> reserve             | later pause / window -> pause / pause -> reserve",
                "end rejected REJECTED         | terminate rejected REJECTED",
                "deploy -> verify              | call tell promotionNotify / deploy -> tell / tell -> verify"
            })
    void whatComesCloseIsAccepted(String before, String after) {
        String lines = with(before, ordered(after));

        assertThat(judge(lines)).isEmpty();
    }

    /** New nodes come before the ways that use them. */
    private static String ordered(String lines) {
        return String.join("\n", lines.split(" / ", -1).length == 1 ? List.of(lines) : sorted(lines));
    }

    private static List<String> sorted(String lines) {
        return java.util.Arrays.stream(lines.split(" / ", -1))
                .map(String::strip)
                .sorted((a, b) -> Boolean.compare(a.contains(">"), b.contains(">")))
                .toList();
    }

    /** Two backslashes are one in what the engine compares, and white space in quotes counts. */
    @ParameterizedTest
    @ValueSource(strings = {"!=_'REJ\\\\ECTED'", "!=_'REJECTED_'"})
    void aConditionMeansWhatTheEngineReads(String compared) {
        assertThat(errors(GOOD.replace("==_'APPROVED'", compared))).contains("P-APPROVAL deploy");
        assertThat(errors(GOOD.replace("==_'APPROVED'", "!=_'REJECTED'"))).isEmpty();
        assertThat(errors(GOOD.replace("==_'APPROVED'", "==_\"APPROVED\""))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{u_and_checksPassed}", "{u_or_checksPassed}"})
    void whatMayBeAskedBeforeItIsAnsweredIsRefused(String condition) {
        String early = "start s\nxor a\nend e NOT_ALLOWED\nend f NOT_ALLOWED\ns -> a ->{u} e\na => f\n";

        assertThat(errors(early)).doesNotContain("V-CONDITION a");
        assertThat(errors(early.replace("{u}", condition))).contains("V-CONDITION a");
    }

    @Test
    void theShortestWayToADeploymentWithoutApprovalIsTold() {
        Finding finding = judge(with("overdue -> expired", "overdue -> window")).stream()
                .filter(each -> each.rule() == Rule.P_APPROVAL)
                .findFirst()
                .orElseThrow();

        assertThat(finding.path().stream().map(step -> step.element().id() + " " + step.event()))
                .containsExactly(
                        "s STARTS",
                        "checks WAITS",
                        "checks COMPLETES",
                        "passed PASSES",
                        "approve WAITS",
                        "overdue INTERRUPTS",
                        "window WAITS",
                        "window OCCURS",
                        "reserve PASSES",
                        "confirm PASSES",
                        "deploy WAITS");
        assertThat(finding.path().get(2).detail()).isEqualTo("checksPassed=true");
        assertThat(finding.path().stream()
                        .map(PathStep::flows)
                        .flatMap(List::stream)
                        .distinct())
                .hasSize(7);
        assertThat(finding.message()).contains("\"deploy\" (deploy)").contains("without a granted approval");
    }

    @Test
    void everyStageOfThePolicyMustBeGranted() {
        PolicyDemands two = new PolicyDemands(List.of("business", "security"), true);
        String one = GOOD.replace("approve approve\n", "approve approve business\n");
        String both = one.replace(
                        "approved ->{approvalOutcome_==_'APPROVED'} window",
                        "approved ->{approvalOutcome_==_'APPROVED'} second\nsecond -> decided\n"
                                + "decided ->{approvalOutcome_==_'APPROVED'} window\ndecided => rejected\nlate -> expired")
                .replace(
                        "xor approved\n", "xor approved\napprove second security\non late second timer\nxor decided\n");

        assertThat(Sketch.judge(GOOD, two, ProcessLibrary.empty())).isEmpty();
        assertThat(Sketch.judge(both, two, ProcessLibrary.empty())).isEmpty();
        assertThat(Sketch.judge(one, two, ProcessLibrary.empty()))
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .contains("without a granted approval in stage \"security\"");
    }

    @Test
    void anAnswerOfAnEarlierStageDoesNotCountForALaterOne() {
        String lines = GOOD.replace("approve approve\n", "approve approve one\n")
                .replace("xor approved\n", "xor approved\napprove second two\non late second timer\nxor decided\n")
                .replace(
                        "approved ->{approvalOutcome_==_'APPROVED'} window",
                        "approved ->{approvalOutcome_==_'APPROVED'} second\nsecond -> decided\nlate -> decided\n"
                                + "decided ->{approvalOutcome_==_'APPROVED'} window\ndecided => rejected");

        assertThat(Sketch.rules(
                        Sketch.judge(lines, new PolicyDemands(List.of("one", "two"), true), ProcessLibrary.empty())))
                .contains("P-APPROVAL deploy");
    }

    @Test
    void parallelReviewsMayBeJudgedBehindTheirJoin() {
        String lines = parallel("both", "both -> approved");

        assertThat(Sketch.judge(
                        lines, new PolicyDemands(List.of("business", "security"), true), ProcessLibrary.empty()))
                .isEmpty();
    }

    @Test
    void parallelReviewsThatAreNotJoinedAreRefused() {
        String lines = parallel("both", "both -> approved")
                .replace("business -> both", "business -> approved")
                .replace("security -> both -> approved", "security -> approved");

        assertThat(Sketch.rules(Sketch.judge(
                        lines, new PolicyDemands(List.of("business", "security"), true), ProcessLibrary.empty())))
                .contains("S-SYNC window");
    }

    private static String parallel(String join, String behind) {
        return GOOD.replace("approve approve\non overdue approve timer\n", """
                        and fork
                        sub reviews
                        start begin
                        and split
                        approve business business
                        approve security security
                        and both
                        end reviewed
                        }
                        on overdue reviews timer
                        """)
                .replace("and fork\n", "")
                .replace("{checksPassed} approve", "{checksPassed} reviews")
                .replace(
                        "approve -> approved",
                        "begin -> split -> business -> both\nsplit -> security -> both -> reviewed\nreviews -> approved")
                .replace("both -> reviewed", join.equals("both") ? "both -> reviewed" : behind);
    }

    @Test
    void whatWasApprovedIsVoidAfterAStepThatChangesIt() {
        String after = with(
                        "approved ->{approvalOutcome_==_'APPROVED'} window",
                        "approved ->{approvalOutcome_==_'APPROVED'} change\nchange -> window")
                .replace("xor approved\n", "xor approved\nstep change acme.change\n");
        String before = with("s -> checks", "s -> change -> checks")
                .replace("xor approved\n", "xor approved\nstep change acme.change\n");
        String between = with("{checksPassed} approve", "{checksPassed} change\nchange -> approve")
                .replace("xor approved\n", "xor approved\nstep change acme.change\n");

        assertThat(errors(after)).containsExactly("P-STALE deploy");
        assertThat(judge(after)).extracting(Finding::message).anyMatch(text -> text.contains("approval"));
        assertThat(errors(between)).containsExactly("P-STALE deploy");
        assertThat(judge(before)).isEmpty();
    }

    @Test
    void aWaitBehindTheConfirmationIsAWarning() {
        String timer = with("confirm -> deploy", "confirm -> pause -> deploy")
                .replace("xor approved\n", "xor approved\ntimer pause P1D\n");
        String scan = with("confirm -> deploy", "confirm -> scan -> deploy\nscanned -> blocked")
                .replace("xor approved\n", "xor approved\nstep scan acme.scan\non scanned scan error\n");
        String notify = with("confirm -> deploy", "confirm -> tell -> deploy")
                .replace("xor approved\n", "xor approved\ncall tell promotionNotify\n");

        assertThat(judge(timer)).extracting(Finding::rule).containsExactly(Rule.P_CONFIRM);
        assertThat(judge(timer)).extracting(Finding::severity).containsExactly(Severity.WARNING);
        assertThat(judge(scan)).extracting(Finding::rule).containsExactly(Rule.P_CONFIRM);
        assertThat(judge(notify)).isEmpty();
    }

    @Test
    void nothingThatCountsRunsBesideADeployment() {
        String scan = with(
                        "confirm -> deploy", "confirm -> fork -> deploy\nfork -> scan -> nothing\nscanned -> nothing")
                .replace(
                        "xor approved\n",
                        "xor approved\nand fork\nend nothing\nstep scan acme.scan\non scanned scan error\n");
        String approval = with("confirm -> deploy", "confirm -> fork -> deploy\nfork -> late -> nothing")
                .replace("xor approved\n", "xor approved\nand fork\napprove late\nend nothing\n");
        String mail = with("confirm -> deploy", "confirm -> fork -> deploy\nfork -> tell -> nothing")
                .replace("xor approved\n", "xor approved\nand fork\ncall tell promotionNotify\nend nothing\n");

        assertThat(errors(scan)).contains("P-PARALLEL deploy");
        assertThat(errors(approval)).contains("P-PARALLEL deploy");
        assertThat(judge(mail)).isEmpty();
    }

    @Test
    void aSecondOutcomeAndWorkAfterTheOutcomeAreFound() {
        String beside = with("{checksPassed} approve", "{checksPassed} fork\nfork -> approve\nfork -> pause -> over")
                .replace("xor approved\n", "xor approved\nand fork\ntimer pause P1D\nend over EXPIRED\n");
        String ended = beside.replace("end over EXPIRED", "terminate over EXPIRED");

        assertThat(errors(beside)).contains("P-OUTCOME reserve", "P-OUTCOME rejected");
        assertThat(errors(ended)).doesNotContain("P-OUTCOME reserve").contains("P-TRUTH over");
    }

    @Test
    void aDeploymentThatIsBrokenOffMustBeRolledBack() {
        String cut = with("deployFailed -> rollback", "deployFailed -> rollback\ntooLong -> promoted")
                .replace("step verify promotion.verify\n", "on tooLong deploy timer\nstep verify promotion.verify\n");
        String undone = cut.replace("tooLong -> promoted", "tooLong -> rollback");

        assertThat(errors(cut)).containsExactly("P-ROLLBACK promoted");
        assertThat(judge(undone)).isEmpty();
    }

    @Test
    void aCalledProcessIsJudgedInItsPlace() {
        String review = Sketch.of("review", """
                start begin
                approve board board
                on late board timer
                xor decided
                end fine
                fail no e-own
                fail never e-own
                begin -> board -> decided ->{approvalOutcome_==_'APPROVED'} fine
                decided => no
                late -> never
                """);
        ProcessLibrary library =
                id -> id.equals("review") ? Optional.of(review.getBytes(StandardCharsets.UTF_8)) : Optional.empty();
        String caller = GOOD.replace(
                        "approve approve\non overdue approve timer\nxor approved\n",
                        "process reviews review\non refusedThere reviews e-own\nend no NOT_ALLOWED\n")
                .replace("{checksPassed} approve", "{checksPassed} reviews")
                .replace(
                        "approve -> approved ->{approvalOutcome_==_'APPROVED'} window\napproved => rejected\noverdue -> expired\n",
                        "reviews -> window\nrefusedThere -> no\n")
                .replace("end rejected REJECTED\nend expired EXPIRED\n", "");
        PolicyDemands board = new PolicyDemands(List.of("board"), true);

        assertThat(Sketch.judge(caller, board, library)).isEmpty();
        assertThat(Sketch.rules(
                        Sketch.judge(caller.replace("refusedThere -> no", "refusedThere -> window"), board, library)))
                .contains("P-APPROVAL deploy");
        assertThat(Sketch.rules(Sketch.judge(caller, board, ProcessLibrary.empty())))
                .contains("V-CALL reviews");
    }

    @Test
    void whatACalledProcessHandsOutIsWhatItsCallerSees() {
        String checks = Sketch.of("again", """
                start begin
                step more promotion.checks
                end done
                begin -> more -> done
                """);
        ProcessLibrary library =
                id -> id.equals("again") ? Optional.of(checks.getBytes(StandardCharsets.UTF_8)) : Optional.empty();
        String handed = GOOD.replace("xor passed\n", "xor passed\nprocess call again out\n")
                .replace("s -> checks -> passed", "s -> checks -> call -> passed");
        String kept = handed.replace("process call again out\n", "process call again in\n");

        assertThat(Sketch.judge(handed, DEMANDS, library)).isEmpty();
        assertThat(Sketch.rules(Sketch.judge(kept, DEMANDS, library))).contains("P-CHECKS deploy");
    }

    @Test
    void whatRunsOnceIsNotRepeatedByACall() {
        String called = "start begin\nstep more promotion.checks\nend done\nbegin -> more -> done\n";
        String caller = "start s\nprocess call part in twice\nend e NOT_ALLOWED\ns -> call -> e\n";

        assertThat(repeated(caller, called)).contains("V-CALL call");
        String change = called.replace("promotion.checks", "acme.change");
        assertThat(repeated(caller, change.replace("end done", "ends done escalation")))
                .contains("V-STEP call/done");
        assertThat(repeated(caller, change)).isEmpty();
        assertThat(repeated(caller.replace(" in twice", " in"), called)).isEmpty();
    }

    private static List<String> repeated(String caller, String called) {
        byte[] file = Sketch.of("part", called).getBytes(StandardCharsets.UTF_8);
        return Sketch.rules(Sketch.judge(
                caller,
                new PolicyDemands(List.of(), false),
                id -> id.equals("part") ? Optional.of(file) : Optional.empty()));
    }

    @Test
    void anApprovalThatIsDecidedAlreadyGoesOnBeforeTheBranchBesideIt() {
        String beside = GOOD.replace("xor passed\n", "xor passed\nand fork\nend reserved\n")
                .replace("{checksPassed} approve", "{checksPassed} fork\nfork -> approve\nfork -> reserve")
                .replace("window -> reserve\n", "window -> confirm\n")
                .replace("reserve -> confirm\n", "reserve -> reserved\n")
                .replace("timer window policy\n", "task window\n")
                .replace("busy -> again -> reserve", "busy -> again -> reserved");
        String before = beside.replace("fork -> approve\nfork -> reserve", "fork -> reserve\nfork -> approve");

        assertThat(errors(beside)).contains("P-RESERVE deploy");
        assertThat(errors(before)).contains("P-RESERVE deploy");
        assertThat(judge(GOOD.replace("timer window policy\n", "task window\n")))
                .isEmpty();
    }
}
