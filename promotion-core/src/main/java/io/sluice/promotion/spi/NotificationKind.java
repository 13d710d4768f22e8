package io.sluice.promotion.spi;

import static io.sluice.promotion.spi.Fact.ARTIFACT;
import static io.sluice.promotion.spi.Fact.AVAILABLE;
import static io.sluice.promotion.spi.Fact.CHANGES;
import static io.sluice.promotion.spi.Fact.CONDITION;
import static io.sluice.promotion.spi.Fact.CONFIRMED_BY;
import static io.sluice.promotion.spi.Fact.DEADLINE;
import static io.sluice.promotion.spi.Fact.DETAIL;
import static io.sluice.promotion.spi.Fact.EXPECTED;
import static io.sluice.promotion.spi.Fact.FOUND;
import static io.sluice.promotion.spi.Fact.FREEZE;
import static io.sluice.promotion.spi.Fact.FROM;
import static io.sluice.promotion.spi.Fact.GIVEN;
import static io.sluice.promotion.spi.Fact.MESSAGE;
import static io.sluice.promotion.spi.Fact.PREVIOUS_DEADLINE;
import static io.sluice.promotion.spi.Fact.REASON;
import static io.sluice.promotion.spi.Fact.REQUIRED;
import static io.sluice.promotion.spi.Fact.RESUMES_AT;
import static io.sluice.promotion.spi.Fact.REVISION;
import static io.sluice.promotion.spi.Fact.ROLE;
import static io.sluice.promotion.spi.Fact.SINCE;
import static io.sluice.promotion.spi.Fact.STAGE;
import static io.sluice.promotion.spi.Fact.TO;
import static io.sluice.promotion.spi.Fact.UNTIL;
import static io.sluice.promotion.spi.Fact.WHO;
import static io.sluice.promotion.spi.Topic.Type.ORGANIZATION;
import static io.sluice.promotion.spi.Topic.Type.PROMOTION;
import static io.sluice.promotion.spi.Topic.Type.QUEUE;
import static io.sluice.promotion.spi.Topic.Type.VERSION;
import static io.sluice.promotion.spi.Topic.Type.WORKSPACE;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Why a message is sent, what it can be about, and which facts it tells. */
@SuppressWarnings("ImmutableEnumChecker") // The sets are never changed and never leave without being copied.
public enum NotificationKind {
    /** Your approval is asked for. */
    APPROVAL_REQUESTED(about(PROMOTION), needs(REQUIRED), may(GIVEN, STAGE, DEADLINE, DETAIL)),
    /** Your approval is still missing. */
    REMINDER(about(PROMOTION), needs(DEADLINE), may(GIVEN, REQUIRED, STAGE, DETAIL)),
    /** Approvals are missing, and you are the one to escalate to. */
    ESCALATION(about(PROMOTION), needs(DEADLINE), may(GIVEN, REQUIRED, STAGE, DETAIL)),
    /** There is more time to decide; by a person, or by the policy itself. */
    DEADLINE_EXTENDED(about(PROMOTION), needs(DEADLINE), may(PREVIOUS_DEADLINE, WHO, REASON)),
    /** A person decided on your request. */
    DECISION(about(PROMOTION), needs(WHO, Fact.DECISION), may(FROM, GIVEN, REQUIRED, STAGE, Fact.COMMENT)),
    /** Your request came to an end. */
    OUTCOME(about(PROMOTION), needs(Fact.OUTCOME), may(WHO, DETAIL)),
    /** A person must repair a target by hand. */
    REPAIR_NEEDED(about(PROMOTION), needs(), may(DETAIL), Mutable.NO),
    /** A message that a process designer put into the process. */
    NOTE(about(PROMOTION), needs(MESSAGE), may(DEADLINE)),
    /** A person wrote something about a promotion. */
    COMMENT(about(PROMOTION), needs(WHO, Fact.COMMENT), may()),
    /** A person put their decisions into another's hands, for a while or for one promotion. */
    DELEGATED(about(PROMOTION, WORKSPACE, ORGANIZATION), needs(WHO, TO), may(UNTIL, REASON)),
    /** A task went from one person or role to another. */
    REASSIGNED(about(PROMOTION), needs(WHO), may(FROM, TO, ROLE, DEADLINE, REASON)),
    /** A freeze holds a promotion. */
    FREEZE_HOLDS(about(PROMOTION), needs(FREEZE), may(RESUMES_AT, REASON)),
    /** A promotion goes on after a freeze, or because a person granted an exception. */
    FREEZE_RESUMED(about(PROMOTION), needs(FREEZE), may(WHO, REASON)),
    /** The conditions were met, and a version goes on by itself. */
    AUTO_PROMOTED(about(PROMOTION), needs(), may(CONDITION, DETAIL)),
    /** A version does not go on by itself, although it could be expected to. */
    AUTO_HELD(about(VERSION), needs(Fact.WORKSPACE), may(CONDITION, WHO, REASON, DETAIL)),
    /** Somebody wants to deploy without the approvals. */
    BREAK_GLASS_REQUESTED(about(PROMOTION), needs(WHO, REASON), may(DEADLINE), Mutable.NO),
    /** A version was deployed without the approvals. */
    BREAK_GLASS_USED(about(PROMOTION), needs(WHO, REASON), may(CONFIRMED_BY, DEADLINE), Mutable.NO),
    /** The use of break-glass must be reviewed. */
    BREAK_GLASS_REVIEW_DUE(about(PROMOTION), needs(DEADLINE), may(WHO, CONFIRMED_BY, REASON), Mutable.NO),
    /** Somebody wants to change a policy, and that takes approval. */
    POLICY_CHANGE_PROPOSED(about(WORKSPACE), needs(WHO), may(REVISION, GIVEN, REQUIRED, DEADLINE, REASON, CHANGES)),
    /** A person decided on a change of a policy. */
    POLICY_CHANGE_DECIDED(about(WORKSPACE), needs(WHO, Fact.DECISION), may(REVISION, GIVEN, REQUIRED, Fact.COMMENT)),
    /** There are no longer enough people who could approve. */
    POLICY_UNSATISFIABLE(about(WORKSPACE, PROMOTION), needs(), may(ROLE, STAGE, REQUIRED, AVAILABLE, DETAIL)),
    /** Something else is live than what was promoted. */
    DRIFT_FOUND(about(WORKSPACE), needs(ARTIFACT), may(EXPECTED, FOUND, SINCE, DETAIL), Mutable.NO),
    /** What is live is again what was promoted, or a person decided. */
    DRIFT_CLEARED(about(WORKSPACE), needs(ARTIFACT), may(WHO, EXPECTED, FOUND, DETAIL)),
    /** Somebody stopped all promotions into a workspace or of the organization. */
    STOP_THE_LINE(about(WORKSPACE, ORGANIZATION), needs(WHO, REASON), may(), Mutable.NO),
    /** Promotions may go on after such a stop. */
    LINE_RESUMED(about(WORKSPACE, ORGANIZATION), needs(WHO), may(REASON)),
    /** Somebody marked a version as bad. */
    VERSION_MARKED_BAD(about(VERSION), needs(WHO, REASON), may()),
    /** Everything that waits for your decision, once a day. */
    DIGEST(about(QUEUE), needs(), may());

    private enum Mutable {
        YES,
        NO
    }

    private final Set<Topic.Type> topics;
    private final Set<Fact> required;
    private final Set<Fact> optional;
    private final Mutable mutable;

    NotificationKind(Set<Topic.Type> topics, Set<Fact> required, Set<Fact> optional) {
        this(topics, required, optional, Mutable.YES);
    }

    NotificationKind(Set<Topic.Type> topics, Set<Fact> required, Set<Fact> optional, Mutable mutable) {
        this.topics = topics;
        this.required = required;
        this.optional = optional;
        this.mutable = mutable;
    }

    /** What messages of this kind can be about. */
    public Set<Topic.Type> topics() {
        return Set.copyOf(topics);
    }

    /** The facts that every message of this kind tells. */
    public Set<Fact> required() {
        return Set.copyOf(required);
    }

    /** The facts that some of them tell. */
    public Set<Fact> optional() {
        return Set.copyOf(optional);
    }

    /** Whether everybody concerned is told, whatever they prefer. */
    public boolean isMandatory() {
        return mutable == Mutable.NO;
    }

    /** Whether it asks the recipient for a decision on a promotion. */
    public boolean asksToDecide() {
        return this == APPROVAL_REQUESTED || this == REMINDER;
    }

    /** Its name for programs, such as {@code approval-requested}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Refuses what a message of this kind does not say, and what it must say and does not.
     *
     * @throws IllegalArgumentException because the caller is a program
     */
    public void require(Topic.Type topic, Facts facts) {
        if (!topics.contains(topic)) {
            throw new IllegalArgumentException(this + " is never about a " + topic + ".");
        }
        if (!facts.values().keySet().containsAll(required)) {
            throw new IllegalArgumentException(
                    this + " tells " + required + ", not only " + facts.values().keySet() + ".");
        }
        facts.values().keySet().forEach(fact -> {
            if (!required.contains(fact) && !optional.contains(fact)) {
                throw new IllegalArgumentException(this + " does not tell " + fact + ".");
            }
        });
    }

    private static Set<Topic.Type> about(Topic.Type first, Topic.Type... more) {
        return EnumSet.of(first, more);
    }

    private static Set<Fact> needs(Fact... facts) {
        return setOf(facts);
    }

    private static Set<Fact> may(Fact... facts) {
        return setOf(facts);
    }

    private static Set<Fact> setOf(Fact... facts) {
        Set<Fact> set = EnumSet.noneOf(Fact.class);
        set.addAll(Set.of(facts));
        return set;
    }
}
