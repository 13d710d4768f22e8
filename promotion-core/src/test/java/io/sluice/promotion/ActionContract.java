package io.sluice.promotion;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.PROD;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.access.NewDelegation;
import io.sluice.promotion.gate.Eligibility;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.policy.BreakGlass;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.problem.SluiceException;
import io.sluice.promotion.request.Attempt.Step;
import io.sluice.promotion.request.PromotionAction;
import io.sluice.promotion.request.PromotionRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a screen offers is what the commands do: each answer is compared with the command, which is then undone. */
abstract class ActionContract extends SluiceContract {
    private static final List<String> PEOPLE = List.of(
            "alice", "rita", "bob", "carol", "ella", "erin", "dan", "audrey", "gus", "vic", "pia", "bea", "ci-bot");

    @BeforeEach
    void prepare() {
        directory().member(ACME, "ella").member(ACME, "bea", "break-glass");
        sluice().delegations()
                .declare(
                        acme().human("bob"),
                        ACME,
                        NewDelegation.to(
                                new PersonId("ella"),
                                clock().instant(),
                                clock().instant().plus(Duration.ofDays(30)),
                                "away"),
                        key());
        acme().replacePolicy(PROD, policy -> policy.withBreakGlass(Optional.of(BreakGlass.STANDARD)));
        acme().inStaging("1.0.0");
    }

    @Test
    void whileApprovalsAreAsked() {
        PromotionId asked = acme().asked("1.0.0", STAGING, PROD).id();
        acme().approve(asked, "carol");

        assertThat(mayDo("bob", asked).get(PromotionAction.APPROVE))
                .isInstanceOfSatisfying(
                        Eligibility.May.class,
                        may -> assertThat(may.onBehalfOf()).isEmpty());
        assertThat(mayDo("ella", asked).get(PromotionAction.APPROVE))
                .isInstanceOfSatisfying(
                        Eligibility.May.class,
                        may -> assertThat(may.onBehalfOf()).contains(new PersonId("bob")));
        assertThat(allowed("rita", asked))
                .containsExactly(
                        PromotionAction.CANCEL,
                        PromotionAction.COMMENT,
                        PromotionAction.RESCHEDULE,
                        PromotionAction.REMIND);
        assertThat(codeOf("carol", asked, PromotionAction.APPROVE)).isEqualTo("approval.alreadyDecided");
        assertThat(codeOf("rita", asked, PromotionAction.APPROVE)).isEqualTo("approval.selfApproval");
        assertThat(codeOf("dan", asked, PromotionAction.ROLL_BACK)).isEqualTo("rollback.notCompleted");
        assertAnswersAreTrue(asked);
    }

    @Test
    void whenTheTimeIsOver() {
        PromotionId late = acme().asked("1.0.0", STAGING, PROD).id();
        clock().advance(Duration.ofDays(3));

        assertThat(codeOf("bob", late, PromotionAction.APPROVE)).isEqualTo("approval.tooLate");
        assertThat(codeOf("dan", late, PromotionAction.EXTEND_DEADLINE)).isEqualTo("deadline.past");
        assertAnswersAreTrue(late);
    }

    @Test
    void afterSomebodyReminded() {
        PromotionId asked = acme().asked("1.0.0", STAGING, PROD).id();
        sluice().approvals().remind(acme().human("rita"), ACME, asked, key());

        assertThat(codeOf("vic", asked, PromotionAction.REMIND)).isEqualTo("approval.remindedAlready");
        assertAnswersAreTrue(asked);
    }

    @Test
    void afterSomebodyDeclaredAnEmergency() {
        PromotionId asked = acme().asked("1.0.0", STAGING, PROD).id();
        directory().member(ACME, "ben", "break-glass");
        assertThat(allowed("bea", asked)).contains(PromotionAction.BYPASS);

        declare(acme().human("ben"), asked);

        assertThat(codeOf("bea", asked, PromotionAction.BYPASS)).isEqualTo("bypass.open");
        assertAnswersAreTrue(asked);
    }

    @Test
    void onceItIsApproved() {
        PromotionId approved =
                acme().approved("1.0.0", STAGING, PROD, "bob", "carol").id();

        assertThat(codeOf("dave", approved, PromotionAction.APPROVE)).isEqualTo("promotion.alreadyDecided");
        assertThat(allowed("dan", approved)).contains(PromotionAction.CANCEL, PromotionAction.RESCHEDULE);
        assertAnswersAreTrue(approved);
    }

    @Test
    void whileTheDeployerIsAtWork() {
        PromotionId approved =
                acme().approved("1.0.0", STAGING, PROD, "bob", "carol").id();
        flow().reserve(approved);
        flow().confirm(approved);

        assertThat(codeOf("dan", approved, PromotionAction.CANCEL)).isEqualTo("promotion.deploying");
        assertAnswersAreTrue(approved);
    }

    @Test
    void onceItIsLive() {
        acme().promoted("1.0.0", STAGING, PROD, "bob", "carol");
        acme().inStaging("1.1.0");
        PromotionId live =
                acme().promoted("1.1.0", STAGING, PROD, "bob", "carol").id();

        assertThat(allowed("dan", live)).containsExactly(PromotionAction.COMMENT, PromotionAction.ROLL_BACK);
        assertAnswersAreTrue(live);

        acme().inStaging("1.2.0");
        acme().asked("1.2.0", STAGING, PROD);
        assertThat(allowed("dan", live)).contains(PromotionAction.ROLL_BACK);
        assertAnswersAreTrue(live);

        promotions().rollBackUnit(acme().human("dan"), ACME, live, "broken", key());
        assertThat(codeOf("dan", live, PromotionAction.ROLL_BACK)).isEqualTo("promotion.inFlight");
        assertAnswersAreTrue(live);
    }

    @Test
    void onceThereIsNothingToGoBackTo() {
        PromotionId first =
                acme().promoted("1.0.0", STAGING, PROD, "bob", "carol").id();

        assertThat(codeOf("dan", first, PromotionAction.ROLL_BACK)).isEqualTo("rollback.nothingBefore");
        assertAnswersAreTrue(first);
    }

    @Test
    void onceItIsRejected() {
        PromotionId rejected = acme().asked("1.0.0", STAGING, PROD).id();
        acme().reject(rejected, "bob", "not this one");

        assertAnswersAreTrue(rejected);
    }

    @Test
    void whileSomethingMustBeRepaired() {
        PromotionId broken =
                acme().approved("1.0.0", STAGING, PROD, "bob", "carol").id();
        flow().reserve(broken);
        flow().confirm(broken);
        flow().deploy(broken);
        deployer().fails(Step.RESTORE, "unreachable");
        flow().restore(broken);
        flow().openRepair(broken);

        assertThat(allowed("dan", broken)).contains(PromotionAction.CLOSE_REPAIR);
        assertAnswersAreTrue(broken);
    }

    @Test
    void askingIsNoAttempt() {
        PromotionId asked = acme().asked("1.0.0", STAGING, PROD).id();
        List<String> before = everything();

        PEOPLE.forEach(person -> mayDo(person, asked));
        clock().advance(Duration.ofMinutes(2));
        sluice().anchoring().run(1_000);

        assertThat(database().texts("SELECT type FROM sluice_audit_event WHERE type = 'access.denied'"))
                .isEmpty();
        assertThat(everything()).hasSameSizeAs(before);
    }

    private void assertAnswersAreTrue(PromotionId id) {
        deployer().goesAnywhere(); // Every command is undone, and for that carried out in a transaction.
        List<String> said = new ArrayList<>();
        List<String> done = new ArrayList<>();
        for (String person : PEOPLE) {
            mayDo(person, id).forEach((action, answer) -> {
                String who = person + " " + action + " ";
                said.add(who + (answer instanceof Eligibility.MayNot no ? no.code() : "may"));
                done.add(who + tried(() -> run(actor(person), id, action)));
            });
        }
        assertThat(said).isEqualTo(done).hasSize(PEOPLE.size() * PromotionAction.values().length);
    }

    private void run(Actor actor, PromotionId id, PromotionAction action) {
        PromotionRequest seen = acme().get(id);
        Approvals approvals = sluice().approvals();
        switch (action) {
            case APPROVE -> promotions().approve(actor, ACME, id, seen.subjectHash(), "", key());
            case REJECT -> promotions().reject(actor, ACME, id, seen.subjectHash(), "not this one", key());
            case CANCEL -> promotions().cancel(actor, ACME, id, "no more", key());
            case COMMENT -> sluice().comments().add(actor, ACME, id, "well", key());
            case ROLL_BACK -> promotions().rollBackUnit(actor, ACME, id, "broken", key());
            case RESCHEDULE -> promotions().reschedule(actor, ACME, id, Optional.empty(), key());
            case EXTEND_DEADLINE ->
                promotions().extendDeadline(actor, ACME, id, Duration.ofMinutes(1), "more time", key());
            case CLOSE_REPAIR -> promotions().closeRepair(actor, ACME, id, "done", key());
            case BYPASS -> declare(actor, id);
            case REMIND -> approvals.remind(actor, ACME, id, key());
            case ASSIGN -> approvals.assign(actor, ACME, id, "approval", Set.of(), "because", key());
        }
    }

    private void declare(Actor actor, PromotionId id) {
        sluice().emergencies()
                .declare(
                        actor,
                        ACME,
                        id,
                        acme().get(id).subjectHash(),
                        "Customers cannot log in since noon.",
                        Optional.empty(),
                        key());
    }

    /** What it comes to, without its effect. */
    private String tried(Runnable command) {
        try {
            acme().transactions().required(() -> {
                command.run();
                throw new Undo();
            });
        } catch (Undo done) {
            return "may";
        } catch (NotFoundException hidden) {
            return "forbidden";
        } catch (SluiceException refusal) {
            return refusal.code();
        }
        throw new AssertionError("A unit of work that throws commits nothing.");
    }

    private Map<PromotionAction, Eligibility> mayDo(String person, PromotionId id) {
        return promotions().mayDo(actor(person), ACME, id);
    }

    private Set<PromotionAction> allowed(String person, PromotionId id) {
        Map<PromotionAction, Eligibility> answers = new EnumMap<>(mayDo(person, id));
        answers.values().removeIf(Eligibility.MayNot.class::isInstance);
        return answers.keySet();
    }

    private String codeOf(String person, PromotionId id, PromotionAction action) {
        return mayDo(person, id).get(action) instanceof Eligibility.MayNot no ? no.code() : "may";
    }

    private Actor actor(String person) {
        return person.equals("ci-bot") ? acme().service(person) : acme().human(person);
    }

    private static final class Undo extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
