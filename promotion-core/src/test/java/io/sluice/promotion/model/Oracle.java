package io.sluice.promotion.model;

import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.request.PromotionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the words of the domain say about acme, in plain collections. Knows nothing of the library's code. */
final class Oracle {
    static final Duration DEADLINE = Duration.ofDays(3);
    static final Duration VALIDITY = Duration.ofHours(24);
    static final int PLACES = 2;
    static final int ARTIFACTS = 3;

    enum Ws {
        DEV,
        STAGING,
        PROD;

        Optional<Ws> before() {
            return switch (this) {
                case DEV -> Optional.empty();
                case STAGING -> Optional.of(DEV);
                case PROD -> Optional.of(STAGING);
            };
        }
    }

    enum Attempted {
        NOTHING,
        UNKNOWN,
        DONE,
        FAILED
    }

    /** One slot for each person that must agree, named by the role. */
    record Policy(int revision, List<String> slots) {}

    record Version(int artifact, String label, Instant registeredAt) {}

    record Place(Ws workspace, int artifact) {}

    /** A release; {@code replaced} is the number of the one before in the place, or -1. */
    record Live(int number, Version version, int replaced, Optional<Request> by) {}

    record Checked(boolean passed, Instant at) {
        boolean isFresh(Instant now) {
            return now.isBefore(at.plus(VALIDITY));
        }
    }

    /** What is asked for together: the policy that was captured, or all that a later one demands. */
    record Round(int revision, List<String> slots) {}

    /** People are asked: by the process, or once more by the library itself. */
    record Ask(Round round, Instant due, boolean byProcess) {}

    /** A yes: the roles that counted, and the round it was given in. */
    record Vote(Set<String> roles, int revision) {}

    static final class Person {
        final String name;
        final Set<String> roles;
        boolean active = true;

        Person(String name, String... roles) {
            this.name = name;
            this.roles = new HashSet<>(Arrays.asList(roles));
        }

        boolean holds(String role) {
            return active && roles.contains(role);
        }

        boolean sees() {
            return active && roles.stream().anyMatch(role -> !role.equals("approver") && !role.equals("security"));
        }
    }

    static final class Request {
        final boolean rollback;
        final Version version;
        final Place place;
        final String requester;
        final Policy policy;
        final int restores;
        PromotionId id = new PromotionId("unknown");
        PromotionStatus status = PromotionStatus.PENDING;
        final Map<String, Vote> approvals = new LinkedHashMap<>();
        final Set<String> rejections = new HashSet<>();
        final List<Ask> asks = new ArrayList<>();
        boolean decided;
        boolean checked;
        boolean checksFailed;
        boolean refused;
        boolean reserved;
        Attempted deploy = Attempted.NOTHING;
        Attempted verify = Attempted.NOTHING;
        Attempted restore = Attempted.NOTHING;

        /** In which order the deployer was called: 1, 2, 3…; 0 for never. */
        int calls;

        int deployCalled;
        int deployed;
        int verified;
        int restored;

        Request(boolean rollback, Version version, Place place, String requester, Policy policy, int restores) {
            this.rollback = rollback;
            this.version = version;
            this.place = place;
            this.requester = requester;
            this.policy = policy;
            this.restores = restores;
        }

        boolean open() {
            return !status.isEnd();
        }

        boolean isDeployed() {
            return deployed > restored;
        }

        boolean isVerified() {
            return verify == Attempted.DONE && verified > deployCalled;
        }

        boolean isLiveUnknown() {
            return deploy == Attempted.UNKNOWN || restore == Attempted.UNKNOWN;
        }

        boolean isPutBack() {
            return restored > deployCalled;
        }

        boolean isAskedByProcess() {
            return asks.stream().anyMatch(Ask::byProcess);
        }

        List<String> slots() {
            return rollback ? rollbackSlots(place.workspace()) : policy.slots();
        }
    }

    Instant now;
    final Map<String, Person> people = new TreeMap<>();
    final Map<Ws, List<Policy>> policies = new HashMap<>();
    final List<Version> versions = new ArrayList<>();
    final Map<Place, Live> live = new HashMap<>();
    /** What really runs, whatever our record says. */
    final Map<Place, Version> running = new HashMap<>();

    final Map<Place, Set<Version>> wasLive = new HashMap<>();
    final List<Live> releases = new ArrayList<>();
    final Map<Place, Request> holders = new HashMap<>();
    final Map<String, Checked> checks = new HashMap<>();
    final List<Request> requests = new ArrayList<>();
    final Set<Ws> stopped = EnumSet.noneOf(Ws.class);
    final Set<Place> pinned = new HashSet<>();
    final Set<Version> bad = new HashSet<>();
    Optional<Instant> frozenUntil = Optional.empty();

    Oracle(Instant now) {
        this.now = now;
    }

    static List<String> rollbackSlots(Ws workspace) {
        return workspace == Ws.PROD ? List.of("approver") : List.of();
    }

    Policy policy(Ws workspace) {
        List<Policy> all = policies.get(workspace);
        return all.get(all.size() - 1);
    }

    Person person(String name) {
        return people.get(name);
    }

    /** Who wrote versions. */
    static boolean isAuthor(String person) {
        return person.equals("alice");
    }

    // ---- who sees and may

    boolean sees(Person person, Request request) {
        return person.active && (person.sees() || person.name.equals(request.requester) || isAsked(person, request));
    }

    /** Whether a rule that must be met asks somebody. */
    boolean isAsked(Person person, Request request) {
        return person.active
                && rounds(request).stream()
                        .flatMap(round -> round.slots().stream())
                        .anyMatch(person::holds);
    }

    // ---- rounds of approvals

    /** What was captured with the request, then what the policy in force demands, when that is another one. */
    List<Round> rounds(Request request) {
        List<Round> rounds = new ArrayList<>();
        rounds.add(new Round(request.policy.revision(), request.slots()));
        Policy active = policy(request.place.workspace());
        if (active.revision() != request.policy.revision()) {
            rounds.add(new Round(
                    active.revision(), request.rollback ? rollbackSlots(request.place.workspace()) : active.slots()));
        }
        rounds.removeIf(round -> round.slots().isEmpty());
        return rounds;
    }

    boolean isComplete(Request request, Round round) {
        Map<String, Set<String>> voters = new TreeMap<>();
        request.approvals.forEach((name, vote) -> {
            boolean captured = round.revision() == request.policy.revision();
            if (!captured || vote.revision() == round.revision()) {
                voters.put(name, vote.roles());
            }
        });
        return filled(round.slots(), voters) == round.slots().size();
    }

    List<Round> incomplete(Request request) {
        return rounds(request).stream()
                .filter(round -> !isComplete(request, round))
                .toList();
    }

    /** People are asked for the first round that lacks somebody; when none does, the request is approved. */
    void ask(Request request, boolean byProcess) {
        Optional<Round> next = incomplete(request).stream().findFirst();
        if (next.isPresent()) {
            request.asks.add(new Ask(next.get(), now.plus(DEADLINE), byProcess));
        } else if (request.status == PromotionStatus.PENDING) {
            request.status = PromotionStatus.APPROVED;
        }
    }

    /** What is demanded beyond what was captured, when nothing else is missing and nobody said no. */
    Optional<Round> beyond(Request request) {
        List<Round> missing = incomplete(request);
        boolean later = missing.stream().noneMatch(round -> round.revision() == request.policy.revision());
        return later && request.rejections.isEmpty() ? missing.stream().findFirst() : Optional.empty();
    }

    // ---- places and what is live

    void goLive(Place place, Version version, Optional<Request> by) {
        Live before = live.get(place);
        Live after = new Live(releases.size(), version, before == null ? -1 : before.number(), by);
        releases.add(after);
        live.put(place, after);
        wasLive.computeIfAbsent(place, p -> new HashSet<>()).add(version);
    }

    int liveNumber(Place place) {
        Live there = live.get(place);
        return there == null ? -1 : there.number();
    }

    long liveIn(Ws workspace) {
        return live.keySet().stream()
                .filter(place -> place.workspace() == workspace)
                .count();
    }

    long promisedIn(Ws workspace) {
        return holders.keySet().stream()
                .filter(place -> place.workspace() == workspace && !live.containsKey(place))
                .count();
    }

    Optional<Request> openFor(Place place) {
        return requests.stream()
                .filter(request -> request.open() && request.place.equals(place))
                .findFirst();
    }

    boolean holds(Request request) {
        return holders.get(request.place) == request;
    }

    void end(Request request, PromotionStatus status) {
        request.status = status;
        request.asks.clear();
        if (holds(request)) {
            holders.remove(request.place);
        }
    }

    // ---- the gate

    /** Why a request cannot even be made. */
    Set<String> atRequest(boolean rollback, Version version, Place place, Ws source, String requester) {
        Set<String> reasons = new TreeSet<>();
        path(rollback, version, place, source, reasons);
        target(version, place, Optional.empty(), rollback, reasons);
        heldBack(version, place, reasons);
        List<String> slots = rollback
                ? rollbackSlots(place.workspace())
                : policy(place.workspace()).slots();
        if (filled(slots, candidates(requester)) < slots.size()) {
            reasons.add("approval.unsatisfiable");
        }
        return reasons;
    }

    /** Why a request is not deployed. */
    Set<String> atDeployment(Request request) {
        Set<String> reasons = new TreeSet<>();
        path(
                request.rollback,
                request.version,
                request.place,
                request.place.workspace().before().orElseThrow(),
                reasons);
        target(request.version, request.place, Optional.of(request), request.rollback, reasons);
        heldBack(request.version, request.place, reasons);
        if (!request.rollback && stopped.contains(request.place.workspace())) {
            reasons.add("line.stopped");
        }
        if (!request.rollback && isFrozen(request.place.workspace())) {
            reasons.add("freeze.active");
        }
        if (!request.rejections.isEmpty()) {
            reasons.add("approval.rejected");
        }
        for (Round round : rounds(request)) {
            if (filled(round.slots(), voters(request, round)) < round.slots().size()) {
                reasons.add("approval.missing");
            }
        }
        if (!request.rollback) {
            checked(request, reasons);
        }
        holder(request, reasons);
        return reasons;
    }

    /** What passes by itself, so that a request waits for it. */
    Set<String> passing(Request request) {
        Set<String> all = atDeployment(request);
        all.retainAll(WAITS);
        return all;
    }

    private static final Set<String> HELD = Set.of("line.stopped", "target.pinned", "version.bad", "freeze.active");
    private static final Set<String> WAITS = Set.of(
            "target.busy",
            "limit.promised",
            "check.missing",
            "check.expired",
            "line.stopped",
            "target.pinned",
            "version.bad",
            "freeze.active");

    /** Whether a person holds back what nothing else stands against: then it waits, even at the last moment. */
    static boolean isHeld(Set<String> reasons) {
        return WAITS.containsAll(reasons) && reasons.stream().anyMatch(HELD::contains);
    }

    boolean isFrozen(Ws workspace) {
        return workspace == Ws.PROD && frozenUntil.filter(now::isBefore).isPresent();
    }

    private void heldBack(Version version, Place place, Set<String> reasons) {
        if (pinned.contains(place)) {
            reasons.add("target.pinned");
        }
        if (bad.contains(version)) {
            reasons.add("version.bad");
        }
    }

    private void path(boolean rollback, Version version, Place place, Ws source, Set<String> reasons) {
        if (rollback) {
            if (!wasLive.getOrDefault(place, Set.of()).contains(version)) {
                reasons.add("release.neverLive");
            }
        } else if (!place.workspace().before().equals(Optional.of(source))) {
            reasons.add("promotion.wrongDirection");
        } else if (!wasLive.getOrDefault(new Place(source, place.artifact()), Set.of())
                .contains(version)) {
            reasons.add("version.notInSource");
        }
    }

    private void target(Version version, Place place, Optional<Request> own, boolean rollback, Set<String> reasons) {
        Live there = live.get(place);
        if (there != null && there.version().equals(version)) {
            reasons.add("promotion.alreadyDeployed");
        }
        own.filter(request -> request.restores != liveNumber(place)).ifPresent(request -> reasons.add("target.moved"));
        openFor(place)
                .filter(other -> own.map(request -> request != other).orElse(true))
                .ifPresent(other -> reasons.add("promotion.inFlight"));
        if (there == null && !rollback && place.workspace() == Ws.PROD) {
            if (liveIn(Ws.PROD) >= PLACES) {
                reasons.add("limit.maxAgents");
            } else if (own.isPresent()
                    && !own.filter(this::holds).isPresent()
                    && liveIn(Ws.PROD) + promisedIn(Ws.PROD) >= PLACES) {
                reasons.add("limit.promised");
            }
        }
    }

    private void holder(Request request, Set<String> reasons) {
        Request holder = holders.get(request.place);
        if (holder != null && holder != request) {
            reasons.add("target.busy");
        }
    }

    private void checked(Request request, Set<String> reasons) {
        Checked result = checks.get(checkKey(request));
        if (result == null) {
            reasons.add("check.missing");
        } else if (!result.isFresh(now)) {
            reasons.add("check.expired");
        } else if (!result.passed()) {
            reasons.add("check.failed");
        }
    }

    static String checkKey(Request request) {
        return request.version + " " + request.place.workspace();
    }

    // ---- counting persons

    Map<String, Set<String>> candidates(String requester) {
        Map<String, Set<String>> candidates = new TreeMap<>();
        people.values().stream()
                .filter(person -> person.active && !person.name.equals(requester) && !isAuthor(person.name))
                .forEach(person -> candidates.put(person.name, person.roles));
        return candidates;
    }

    /** Who said yes and counts now: for what was captured with the roles they voted with, for what came later with any. */
    Map<String, Set<String>> voters(Request request, Round round) {
        boolean captured = round.revision() == request.policy.revision();
        Map<String, Set<String>> voters = new TreeMap<>();
        request.approvals.forEach((name, vote) -> {
            Person person = person(name);
            Set<String> counted = new HashSet<>(person.active ? person.roles : Set.of());
            if (captured) {
                counted.retainAll(vote.roles());
            }
            if (!captured || vote.revision() == round.revision()) {
                voters.put(name, counted);
            }
        });
        return voters;
    }

    /** The most slots that distinct persons can fill, found by trying every assignment. */
    static int filled(List<String> slots, Map<String, Set<String>> voters) {
        return filled(slots, 0, voters, new HashSet<>());
    }

    private static int filled(List<String> slots, int slot, Map<String, Set<String>> voters, Set<String> used) {
        if (slot == slots.size()) {
            return 0;
        }
        int best = filled(slots, slot + 1, voters, used);
        for (Map.Entry<String, Set<String>> voter : voters.entrySet()) {
            if (voter.getValue().contains(slots.get(slot)) && used.add(voter.getKey())) {
                best = Math.max(best, 1 + filled(slots, slot + 1, voters, used));
                used.remove(voter.getKey());
            }
        }
        return best;
    }

    List<Version> versionsOf(int artifact) {
        return versions.stream()
                .filter(version -> version.artifact() == artifact)
                .sorted(Comparator.comparing(Version::registeredAt))
                .toList();
    }
}
