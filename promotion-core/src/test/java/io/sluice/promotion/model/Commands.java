package io.sluice.promotion.model;

import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.model.Oracle.Ask;
import io.sluice.promotion.model.Oracle.Attempted;
import io.sluice.promotion.model.Oracle.Person;
import io.sluice.promotion.model.Oracle.Place;
import io.sluice.promotion.model.Oracle.Policy;
import io.sluice.promotion.model.Oracle.Request;
import io.sluice.promotion.model.Oracle.Version;
import io.sluice.promotion.model.Oracle.Vote;
import io.sluice.promotion.model.Oracle.Ws;
import io.sluice.promotion.model.World.Deed;
import io.sluice.promotion.request.Outcome;
import io.sluice.promotion.request.PromotionStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** What people do: each command with what the library is asked, what must come of it, and what then is true. */
final class Commands {
    /**
     * One command.
     *
     * @param name for the reader of a failure
     * @param run asks the library
     * @param expected what must come of it
     * @param effect what is true afterwards, if it is ok
     * @param traceless whether a refusal must leave nothing behind
     */
    record Command(String name, Supplier<Answer> run, Expected expected, Runnable effect, boolean traceless) {
        Command(String name, Supplier<Answer> run, Expected expected, Runnable effect) {
            this(name, run, expected, effect, true);
        }
    }

    private static final List<List<String>> STAGING_SLOTS =
            List.of(List.of(), List.of("approver"), List.of("approver", "approver"), List.of("security"));
    private static final List<List<String>> PROD_SLOTS = List.of(
            List.of("approver", "approver"),
            List.of("approver", "approver", "security"),
            List.of("approver", "approver", "approver"));
    private static final List<Duration> JUMPS =
            List.of(Duration.ofMinutes(1), Duration.ofHours(5), Duration.ofHours(25), Duration.ofDays(3));

    private final World world;
    private final Oracle oracle;
    private final Steps steps;
    private final Controls controls;
    private int registered;

    Commands(World world, Oracle oracle) {
        this.world = world;
        this.oracle = oracle;
        this.steps = new Steps(world, oracle);
        this.controls = new Controls(world, oracle);
    }

    /** The command that an entry means at this moment; nothing when there is nothing to do it with. */
    Optional<Command> of(Action action) {
        return switch (action.kind()) {
            case REGISTER -> Optional.of(register(action));
            case REQUEST -> request(action);
            case ROLL_BACK -> Optional.of(rollBack(action));
            case STEP -> open(action).flatMap(request -> steps.next(request, action.how()));
            case WRONG_STEP -> any(action).map(request -> steps.any(request, action.who(), action.how()));
            case APPROVE -> asked(action).map(request -> approve(action, request));
            case REJECT -> any(action).map(request -> reject(action, request));
            case CANCEL -> any(action).map(request -> cancel(action, request));
            case REPLACE_POLICY -> Optional.of(replacePolicy(action));
            case ROLE -> Optional.of(role(action));
            case SUSPEND -> Optional.of(suspend(action));
            case CONTROL -> controls.of(action);
            case CLOCK -> Optional.of(jump(action));
        };
    }

    private Command register(Action action) {
        int artifact = action.what() % Oracle.ARTIFACTS;
        Version version = new Version(artifact, "1." + registered++ + ".0", oracle.now);
        String who = action.how() % 10 == 0 ? "bob" : "alice";
        Person person = oracle.person(who);
        Set<String> reasons = allowed(person, "requester");
        return command(
                who + " registers " + version.label() + " of agent " + artifact,
                key -> world.register(who, version, key),
                Expected.unless(reasons),
                () -> {
                    oracle.versions.add(version);
                    oracle.goLive(new Place(Ws.DEV, artifact), version, Optional.empty());
                    oracle.running.put(new Place(Ws.DEV, artifact), version);
                },
                action);
    }

    private Optional<Command> request(Action action) {
        List<Version> versions = oracle.versionsOf(action.what() % Oracle.ARTIFACTS);
        if (versions.isEmpty()) {
            return Optional.empty();
        }
        int back = action.how() % 7 == 0 ? action.how() : 0;
        Version version = versions.get(versions.size() - 1 - back % versions.size());
        boolean deep = action.how() % 3 != 0
                && !oracle.wasLive
                        .getOrDefault(new Place(Ws.STAGING, version.artifact()), Set.of())
                        .isEmpty();
        Ws source = action.how() % 23 == 0 ? Ws.DEV : deep ? Ws.STAGING : Ws.DEV;
        Ws target = action.how() % 23 == 0 || deep ? Ws.PROD : Ws.STAGING;
        if (deep && action.how() % 5 != 0) {
            Version inStaging = oracle.live.containsKey(new Place(Ws.STAGING, version.artifact()))
                    ? oracle.live.get(new Place(Ws.STAGING, version.artifact())).version()
                    : version;
            return Optional.of(request(action, inStaging, source, target));
        }
        return Optional.of(request(action, version, source, target));
    }

    private Command request(Action action, Version version, Ws source, Ws target) {
        String who =
                action.who() % 5 == 0 ? Action.pick(List.of("alice", "bob", "nora", "dan"), action.who() / 5) : "rita";
        Place place = new Place(target, version.artifact());
        Optional<Request> givesWay = oracle.openFor(place)
                .filter(other -> other.status == PromotionStatus.PENDING && !other.rollback)
                .filter(other -> other.version.registeredAt().isBefore(version.registeredAt()));
        Set<String> reasons = allowed(oracle.person(who), "requester");
        Expected expected = Expected.unless(reasons);
        if (reasons.isEmpty()) {
            Set<String> blockers = oracle.atRequest(false, version, place, source, who);
            if (givesWay.isPresent()) {
                blockers.remove("promotion.inFlight");
            }
            expected = blockers.isEmpty() ? Expected.OK : Expected.gate("gate", blockers);
        }
        AtomicReference<PromotionId> id = new AtomicReference<>();
        return command(
                who + " requests " + version.label() + " of agent " + version.artifact() + " " + source + " → "
                        + target,
                key -> Answer.of(() -> {
                    id.set(world.request(who, version, source, target, key).id());
                    return Answer.OK;
                }),
                expected,
                () -> {
                    givesWay.ifPresent(other -> oracle.end(other, PromotionStatus.SUPERSEDED));
                    Request made =
                            new Request(false, version, place, who, oracle.policy(target), oracle.liveNumber(place));
                    made.id = id.get();
                    oracle.requests.add(made);
                },
                action);
    }

    private Command rollBack(Action action) {
        Place place = new Place(action.how() % 3 == 0 ? Ws.STAGING : Ws.PROD, action.what() % Oracle.ARTIFACTS);
        String who = action.who() % 6 == 0 ? "rita" : "dan";
        Set<String> reasons = allowed(oracle.person(who), "deployer");
        Oracle.Live current = oracle.live.get(place);
        if (current == null || current.replaced() < 0) {
            reasons.add("rollback.nothingBefore");
        }
        Expected expected = Expected.unless(reasons);
        Optional<Version> back = Optional.ofNullable(current)
                .filter(there -> there.replaced() >= 0)
                .map(there -> oracle.releases.get(there.replaced()).version());
        Optional<Request> givesWay =
                oracle.openFor(place).filter(other -> other.status == PromotionStatus.PENDING && !other.rollback);
        if (reasons.isEmpty()) {
            Set<String> blockers = oracle.atRequest(true, back.orElseThrow(), place, place.workspace(), who);
            if (givesWay.isPresent()) {
                blockers.remove("promotion.inFlight");
            }
            expected = blockers.isEmpty() ? Expected.OK : Expected.gate("gate", blockers);
        }
        AtomicReference<PromotionId> id = new AtomicReference<>();
        return command(
                who + " rolls back " + place,
                key -> Answer.of(() -> {
                    id.set(world.rollBack(who, place, key).id());
                    return Answer.OK;
                }),
                expected,
                () -> {
                    givesWay.ifPresent(other -> oracle.end(other, PromotionStatus.SUPERSEDED));
                    Request made = new Request(
                            true,
                            back.orElseThrow(),
                            place,
                            who,
                            oracle.policy(place.workspace()),
                            oracle.liveNumber(place));
                    made.id = id.get();
                    oracle.requests.add(made);
                },
                action);
    }

    private Command approve(Action action, Request request) {
        String who = Action.pick(List.of("bob", "carol", "dave", "erin", "alice", "rita", "vic", "nora"), action.who());
        Person person = oracle.person(who);
        boolean stale = action.how() % 12 == 0;
        Optional<Ask> answered = request.asks.stream()
                .filter(ask -> oracle.now.isBefore(ask.due()))
                .filter(ask -> ask.round().slots().stream().anyMatch(person::holds))
                .findFirst();
        Set<String> reasons = new TreeSet<>();
        if (!oracle.sees(person, request)) {
            reasons.add("notFound");
        } else {
            if (!request.open() || (request.asks.isEmpty() && request.status != PromotionStatus.PENDING)) {
                reasons.add("promotion.alreadyDecided");
            }
            if (stale) {
                reasons.add("approval.subjectChanged");
            }
            if (request.asks.isEmpty()) {
                reasons.add("approval.notOpen");
            }
            if (who.equals(request.requester)) {
                reasons.add("approval.selfApproval");
            }
            if (Oracle.isAuthor(who)) {
                reasons.add("approval.author");
            }
            if (request.approvals.containsKey(who) || request.rejections.contains(who)) {
                reasons.add("approval.alreadyDecided");
            }
            if (!request.asks.isEmpty() && answered.isEmpty()) {
                reasons.add("approval.tooLate");
                reasons.add("approval.role");
            }
        }
        return command(
                who + " approves " + name(request),
                key -> world.approve(who, request.id, stale, key),
                Expected.unless(reasons),
                () -> {
                    Ask ask = answered.orElseThrow();
                    Set<String> roles = new TreeSet<>(person.roles);
                    roles.retainAll(ask.round().slots());
                    request.approvals.put(who, new Vote(roles, ask.round().revision()));
                    if (oracle.isComplete(request, ask.round())) {
                        request.asks.remove(ask);
                        oracle.ask(request, ask.byProcess());
                    }
                },
                action);
    }

    private Command reject(Action action, Request request) {
        String who = Action.pick(List.of("bob", "gus", "vic", "carol", "rita", "nora"), action.who());
        Person person = oracle.person(who);
        boolean stale = action.how() % 12 == 0;
        Set<String> reasons = new TreeSet<>();
        if (!oracle.sees(person, request)) {
            reasons.add("notFound");
        } else {
            if (!oracle.isAsked(person, request) && !person.holds("release-guard")) {
                reasons.add("forbidden");
            }
            if (!request.open()) {
                reasons.add("promotion.alreadyDecided");
            }
            if (request.decided) {
                reasons.add("promotion.deploying");
            }
            if (stale) {
                reasons.add("approval.subjectChanged");
            }
            if (request.rejections.contains(who)) {
                reasons.add("approval.alreadyDecided");
            }
        }
        return command(
                who + " rejects " + name(request),
                key -> world.reject(who, request.id, stale, key),
                Expected.unless(reasons),
                () -> {
                    request.rejections.add(who);
                    if (request.isAskedByProcess()) {
                        request.asks.clear();
                    } else {
                        oracle.end(request, PromotionStatus.REJECTED);
                    }
                },
                action);
    }

    private Command cancel(Action action, Request request) {
        String who = Action.pick(List.of("rita", "dan", "vic", "bob", "nora"), action.who());
        Person person = oracle.person(who);
        Set<String> reasons = new TreeSet<>();
        if (!oracle.sees(person, request)) {
            reasons.add("notFound");
        } else {
            if (!who.equals(request.requester) && !person.holds("deployer")) {
                reasons.add("forbidden");
            }
            if (!request.open()) {
                reasons.add("promotion.alreadyDecided");
            }
            if (request.decided) {
                reasons.add("promotion.deploying");
            }
        }
        return command(
                who + " cancels " + name(request),
                key -> world.cancel(who, request.id, key),
                Expected.unless(reasons),
                () -> oracle.end(request, PromotionStatus.CANCELLED),
                action);
    }

    private Command replacePolicy(Action action) {
        Ws workspace = action.what() % 3 == 0 ? Ws.PROD : Ws.STAGING;
        List<String> slots = Action.pick(workspace == Ws.PROD ? PROD_SLOTS : STAGING_SLOTS, action.how());
        Policy active = oracle.policy(workspace);
        int seen = action.how() % 9 == 0 ? active.revision() - 1 : active.revision();
        String who = action.who() % 8 == 0 ? "bob" : "pia";
        Set<String> reasons = allowed(oracle.person(who), "policy-admin");
        if (reasons.isEmpty()) {
            if (seen != active.revision()) {
                reasons.add("policy.stale");
            }
            for (String role : slots) {
                long holders = oracle.people.values().stream()
                        .filter(person -> person.holds(role))
                        .count();
                if (holders < slots.stream().filter(role::equals).count()) {
                    reasons.add(holders == 0 ? "policy.unknownRole" : "policy.unsatisfiable");
                }
            }
            if (workspace == Ws.PROD && isWeaker(slots, active.slots())) {
                reasons.add("policy.needsApproval");
            }
        }
        return command(
                who + " replaces the policy of " + workspace + " by " + slots,
                key -> world.replacePolicy(who, workspace, seen, slots, key),
                Expected.unless(reasons),
                () -> oracle.policies.get(workspace).add(new Policy(active.revision() + 1, slots)),
                action);
    }

    /** Whether a role is asked for fewer persons than before. */
    private static boolean isWeaker(List<String> slots, List<String> before) {
        return before.stream()
                .anyMatch(role -> slots.stream().filter(role::equals).count()
                        < before.stream().filter(role::equals).count());
    }

    private Command role(Action action) {
        String who = Action.pick(List.of("bob", "carol", "dave"), action.who());
        Person person = oracle.person(who);
        boolean held = person.roles.contains("approver");
        return new Command(
                who + (held ? " is no approver any more" : " becomes an approver"),
                () -> {
                    if (held) {
                        world.fixture.directory().revoke(world.organization, who, "approver");
                    } else {
                        world.fixture.directory().grant(world.organization, who, "approver");
                    }
                    return Answer.OK;
                },
                Expected.OK,
                () -> {
                    if (held) {
                        person.roles.remove("approver");
                    } else {
                        person.roles.add("approver");
                    }
                });
    }

    private Command suspend(Action action) {
        String who = Action.pick(List.of("bob", "carol", "dave", "erin", "rita"), action.who());
        Person person = oracle.person(who);
        boolean active = person.active;
        return new Command(
                who + (active ? " is suspended" : " is back"),
                () -> {
                    if (active) {
                        world.fixture.directory().deactivate(world.organization, who);
                    } else {
                        world.fixture.directory().reactivate(world.organization, who);
                    }
                    return Answer.OK;
                },
                Expected.OK,
                () -> person.active = !active);
    }

    private Command jump(Action action) {
        Duration time = Action.pick(JUMPS, action.how());
        return new Command(
                time + " pass",
                () -> {
                    world.pass(time);
                    return Answer.OK;
                },
                Expected.OK,
                () -> oracle.now = oracle.now.plus(time));
    }

    // ---- what the entries choose among

    private Optional<Request> open(Action action) {
        List<Request> open = oracle.requests.stream().filter(Request::open).toList();
        return open.isEmpty() ? Optional.empty() : Optional.of(Action.pick(open, action.what()));
    }

    /** Mostly a request that asks people, sometimes any. */
    private Optional<Request> asked(Action action) {
        List<Request> asked = oracle.requests.stream()
                .filter(request -> !request.asks.isEmpty())
                .toList();
        return asked.isEmpty() || action.how() % 10 == 0 ? any(action) : Optional.of(Action.pick(asked, action.what()));
    }

    private Optional<Request> any(Action action) {
        List<Request> all = new ArrayList<>(oracle.requests);
        return all.isEmpty() ? Optional.empty() : Optional.of(Action.pick(all, action.what()));
    }

    // ---- asking the library

    private interface Keyed {
        Answer run(IdempotencyKey key);
    }

    /** With the directory down nothing is done; the same key again has the same answer and no further effect. */
    private Command command(String name, Keyed run, Expected expected, Runnable effect, Action action) {
        if (action.how() % 31 == 0) {
            return new Command(
                    name + " while the directory is down",
                    () -> {
                        world.fixture.directory().unavailable();
                        try {
                            return run.run(IdempotencyKey.unique());
                        } finally {
                            world.fixture.directory().available();
                        }
                    },
                    Expected.refused("directory.unavailable"),
                    () -> {});
        }
        boolean twice = action.how() % 6 == 0;
        return new Command(
                name + (twice ? ", twice" : ""),
                () -> {
                    IdempotencyKey key = IdempotencyKey.unique();
                    Answer first = run.run(key);
                    if (!twice || !first.equals(Answer.OK)) {
                        return first;
                    }
                    Answer second = run.run(key);
                    return second.equals(first) ? first : new Answer("differs: " + second.code(), second.blockers());
                },
                expected,
                effect);
    }

    static Set<String> allowed(Person person, String role) {
        Set<String> reasons = new TreeSet<>();
        if (!person.holds(role)) {
            reasons.add(person.sees() ? "forbidden" : "notFound");
        }
        return reasons;
    }

    static String name(Request request) {
        return (request.rollback ? "rollback" : "promotion") + " of " + request.version.label() + " of agent "
                + request.version.artifact() + " into "
                + request.place.workspace().name().toLowerCase(Locale.ROOT) + " (" + request.status
                + (request.decided ? ", " + request.deploy : "") + ")";
    }

    /** What a process can end with. */
    static Outcome outcome(int number) {
        return Action.pick(List.of(Outcome.values()), number);
    }

    static Deed deed(int number) {
        return switch (number % 10) {
            case 0, 1 -> Deed.FAILS;
            case 2 -> Deed.BREAKS_BEFORE;
            case 3 -> Deed.BREAKS_AFTER;
            default -> Deed.WORKS;
        };
    }

    static Attempted after(Deed deed) {
        return switch (deed) {
            case WORKS -> Attempted.DONE;
            case FAILS -> Attempted.FAILED;
            case BREAKS_BEFORE, BREAKS_AFTER -> Attempted.UNKNOWN;
        };
    }
}
