package io.sluice.example.faults.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.example.faults.history.Found.Event;
import io.sluice.example.faults.history.Found.Vote;
import io.sluice.example.faults.history.Violation.Rule;
import io.sluice.example.faults.node.Answer;
import io.sluice.example.faults.outside.DeployCall;
import io.sluice.example.faults.outside.DeployCall.Effect;
import io.sluice.example.faults.outside.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A checker that never finds anything proves nothing: here every promise is broken once. */
class CheckerTest {
    private static final String SUBJECT = "abc";
    private static final String DIGEST = "sha256:1";
    private static final List<Event> WAY = List.of(
            new Event(1, "promotion.requested", "", 0),
            new Event(2, "gate.opened", "", 0),
            new Event(3, "attempt.started", "DEPLOY", 7),
            new Event(4, "attempt.done", "DEPLOY", 7),
            new Event(5, "promotion.ended", "", 0));
    private static final List<Vote> VOTES =
            List.of(new Vote("bob", "APPROVED", SUBJECT), new Vote("carol", "APPROVED", SUBJECT));

    private final List<Call> calls = new ArrayList<>();
    private final List<DeployCall> deployments = new ArrayList<>();
    private final List<Message> messages = new ArrayList<>();
    private final List<Found> found = new ArrayList<>();
    private final Set<String> incidents = new HashSet<>();
    private final Map<String, String> live = new HashMap<>();
    private final Set<Integer> forgotten = new HashSet<>();
    private final List<Long> deaths = new ArrayList<>();

    @Test
    void findsNothingWhereAllIsWell() {
        allIsWell();

        assertThat(judge()).isEmpty();
    }

    @Test
    void findsAnAcknowledgedRequestThatIsGone() {
        allIsWell();
        told("request k2 b 1-good", "p2");

        assertThat(judge()).containsExactly(Rule.ACKNOWLEDGED_IS_THERE, Rule.READS_DO_NOT_GO_BACK);
    }

    @Test
    void findsAnAcknowledgedApprovalThatIsGone() {
        allIsWell();
        told("approve k3 dave p1 abc", "p1");

        assertThat(judge()).containsExactly(Rule.ACKNOWLEDGED_IS_THERE);
    }

    @Test
    void findsAnAcknowledgedRejectionThatDidNotEndIt() {
        found.add(promotion("p1", "1-reject", "CANCELLED", List.of(new Vote("dave", "REJECTED", SUBJECT)), ended()));
        told("reject k1 dave p1 abc", "p1");

        assertThat(judge()).containsExactly(Rule.ACKNOWLEDGED_IS_THERE, Rule.ENDS_AS_ASKED);
    }

    @Test
    void findsAKeyWithTwoEffects() {
        allIsWell();
        found.add(promotion("p2", "1-good", "COMPLETED", VOTES, WAY));
        deployments.add(deployed(2, "p2", Effect.CHANGED));

        assertThat(judge()).contains(Rule.ONE_KEY_ONE_RESULT);
    }

    @Test
    void findsARefusedRequestThatHappened() {
        found.add(promotion("p1", "1-cancel", "CANCELLED", List.of(), ended()));
        calls.add(new Call(words("request k1 a 1-cancel"), 1, 2, new Answer.Refused("forbidden", false, "")));

        assertThat(judge()).containsExactly(Rule.REFUSED_IS_NOT_THERE);
    }

    @Test
    void findsADeploymentWithoutADecision() {
        allIsWell(promotion(
                "p1",
                "1-good",
                "COMPLETED",
                VOTES,
                List.of(
                        new Event(1, "attempt.started", "DEPLOY", 7),
                        new Event(2, "gate.opened", "", 0),
                        new Event(3, "promotion.ended", "", 0))));

        assertThat(judge()).containsExactly(Rule.AUTHORIZED);
    }

    @Test
    void findsADeploymentThatOnlyOnePersonApproved() {
        allIsWell(promotion("p1", "1-good", "COMPLETED", VOTES.subList(0, 1), WAY));

        assertThat(judge()).containsExactly(Rule.AUTHORIZED);
    }

    @Test
    void countsNobodyTwiceAndNobodyWhoMayNotApprove() {
        List<Vote> votes = List.of(VOTES.get(0), VOTES.get(0), new Vote("rita", "APPROVED", SUBJECT));
        allIsWell(promotion("p1", "1-good", "COMPLETED", votes, WAY));

        assertThat(judge()).containsExactly(Rule.AUTHORIZED);
    }

    @Test
    void countsNoApprovalOfSomethingElse() {
        List<Vote> votes = List.of(VOTES.get(0), new Vote("carol", "APPROVED", "other"));
        allIsWell(promotion("p1", "1-good", "COMPLETED", votes, WAY));

        assertThat(judge()).containsExactly(Rule.AUTHORIZED);
    }

    @Test
    void findsOtherContentThanWasApproved() {
        found.add(promotion("p1", "1-good", "COMPLETED", VOTES, WAY));
        deployments.add(new DeployCall(1, "deploy", "p1", "prod", "a", "sha256:2", 7, Instant.EPOCH, Effect.CHANGED));
        live.put("a", DIGEST);

        assertThat(judge()).containsExactly(Rule.AUTHORIZED);
    }

    @Test
    void findsADeploymentForNobody() {
        allIsWell();
        deployments.add(deployed(2, "p9", Effect.CHANGED));

        assertThat(judge()).containsExactly(Rule.AUTHORIZED);
    }

    @Test
    void findsASecondDeploymentOfOneDecision() {
        allIsWell();
        deployments.add(deployed(2, "p1", Effect.CHANGED));

        assertThat(judge()).containsExactly(Rule.ONE_DEPLOYMENT);
    }

    @Test
    void letsARepeatedCallPassThatChangesNothingOrIsFencedOff() {
        allIsWell();
        deployments.add(deployed(2, "p1", Effect.NOTHING_NEW));
        deployments.add(deployed(3, "p1", Effect.FENCED));

        assertThat(judge()).isEmpty();
    }

    @Test
    void findsACompletedPromotionThatWasNeverDeployed() {
        found.add(promotion("p1", "1-good", "COMPLETED", VOTES, WAY));
        live.put("a", DIGEST);

        assertThat(judge()).containsExactly(Rule.ONE_DEPLOYMENT);
    }

    @Test
    void findsSomethingElseLiveThanRecorded() {
        allIsWell();
        live.put("a", "sha256:2");

        assertThat(judge()).containsExactly(Rule.LIVE_IS_RECORDED);
    }

    @Test
    void findsWhatStandsStillWithoutAnybodySeeingIt() {
        found.add(open("DEPLOYING"));

        assertThat(judge()).containsExactly(Rule.NOT_STUCK);
    }

    @Test
    void letsWaitWhatWaitsForPeopleOrHasAnIncident() {
        found.add(open("AWAITING_APPROVAL"));

        assertThat(judge()).isEmpty();

        found.set(0, open("DEPLOYING"));
        incidents.add("p1");

        assertThat(judge()).isEmpty();
    }

    @Test
    void findsABrokenChainAndAnEndThatIsToldTwice() {
        List<Event> twice = new ArrayList<>(ended());
        twice.add(new Event(2, "promotion.ended", "", 0));
        Found good = promotion("p1", "1-cancel", "CANCELLED", List.of(), twice);
        found.add(new Found(
                good.id(),
                good.artifact(),
                good.version(),
                good.digest(),
                good.target(),
                good.status(),
                good.phase(),
                good.revision(),
                good.subject(),
                good.requestedBy(),
                good.votes(),
                good.events(),
                "Broken at 1"));

        assertThat(judge()).containsExactly(Rule.AUDIT_INTACT, Rule.AUDIT_INTACT);
    }

    @Test
    void findsAReadThatGoesBack() {
        allIsWell();
        calls.add(new Call(words("get p1"), 10, 20, done("p1", 5)));
        calls.add(new Call(words("get p1"), 21, 22, done("p1", 4)));

        assertThat(judge()).containsExactly(Rule.READS_DO_NOT_GO_BACK);
    }

    @Test
    void letsReadsAtTheSameTimeDiffer() {
        allIsWell();
        calls.add(new Call(words("get p1"), 10, 20, done("p1", 5)));
        calls.add(new Call(words("get p1"), 15, 22, done("p1", 4)));

        assertThat(judge()).isEmpty();
    }

    @Test
    void letsAReadGoBackOverADeathWhereADatabaseShowsBeforeItKeeps() {
        allIsWell();
        deaths.add(20L);
        calls.add(new Call(words("get p1"), 10, 15, done("p1", 5)));
        calls.add(new Call(words("get p1"), 25, 30, done("p1", 4)));

        assertThat(judge()).isEmpty();
    }

    @Test
    void findsAReadThatGoesBackBetweenTwoDeaths() {
        allIsWell();
        deaths.addAll(List.of(5L, 40L));
        calls.add(new Call(words("get p1"), 10, 15, done("p1", 5)));
        calls.add(new Call(words("get p1"), 25, 30, done("p1", 4)));

        assertThat(judge()).containsExactly(Rule.READS_DO_NOT_GO_BACK);
    }

    @Test
    void findsAnAcknowledgedApprovalThatIsGoneAfterADeath() {
        allIsWell();
        deaths.add(20L);
        told("approve k3 dave p1 abc", "p1");

        assertThat(judge()).containsExactly(Rule.ACKNOWLEDGED_IS_THERE);
    }

    @Test
    void findsADeploymentWithoutADecisionUnlessTheDatabaseWasRestored() {
        allIsWell();
        deployments.add(new DeployCall(2, "deploy", "p9", "prod", "a", DIGEST, 7, Instant.EPOCH, Effect.CHANGED));
        assertThat(judge()).containsExactly(Rule.AUTHORIZED);

        forgotten.add(2);

        assertThat(judge()).isEmpty();
    }

    @Test
    void findsAFailureThatDoesNotSayWhetherToTryAgain() {
        allIsWell();
        calls.add(new Call(words("get p1"), 1, 2, new Answer.Refused("fault:java.lang.Error", false, "")));

        assertThat(judge()).containsExactly(Rule.FAILURES_SAY_WHETHER_TO_RETRY);
    }

    @Test
    void findsAMessageAboutWhatDidNotHappen() {
        allIsWell();
        messages.add(new Message("m1", "promotion-p1", "outcome", "rita"));
        messages.add(new Message("m2", "promotion-p9", "outcome", "rita"));

        assertThat(judge()).containsExactly(Rule.MESSAGES_ARE_TRUE);
    }

    private List<Rule> judge() {
        Evidence evidence = new Evidence(calls, deployments, messages, found, incidents, live, forgotten, deaths);
        return new Checker(evidence, Set.of("bob", "carol", "dave"), 2)
                .violations().stream().map(Violation::rule).toList();
    }

    private void allIsWell() {
        allIsWell(promotion("p1", "1-good", "COMPLETED", VOTES, WAY));
    }

    private void allIsWell(Found promotion) {
        found.add(promotion);
        deployments.add(deployed(1, promotion.id(), Effect.CHANGED));
        live.put("a", DIGEST);
        told("request k1 a 1-good", "p1");
        told("approve k2 bob p1 abc", "p1");
    }

    private void told(String words, String id) {
        calls.add(new Call(words(words), 1, 2, done(id, 1)));
    }

    private static Answer done(String id, int revision) {
        return new Answer.Done(List.of(id, "PENDING", "CHECKING", String.valueOf(revision), SUBJECT, ""));
    }

    private static List<String> words(String joined) {
        return Arrays.asList(joined.split(" "));
    }

    private static List<Event> ended() {
        return List.of(new Event(1, "promotion.ended", "", 0));
    }

    private static Found open(String phase) {
        return new Found(
                "p1", "a", "1-good", DIGEST, "prod", "APPROVED", phase, 3, SUBJECT, "rita", VOTES, List.of(), "intact");
    }

    private static Found promotion(String id, String version, String status, List<Vote> votes, List<Event> events) {
        return new Found(
                id, "a", version, DIGEST, "prod", status, "ENDED", 9, SUBJECT, "rita", votes, events, "intact");
    }

    private static DeployCall deployed(int number, String promotion, Effect effect) {
        return new DeployCall(number, "deploy", promotion, "prod", "a", DIGEST, 7, Instant.EPOCH, effect);
    }
}
