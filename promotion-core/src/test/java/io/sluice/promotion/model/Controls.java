package io.sluice.promotion.model;

import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.calendar.CalendarSpan;
import io.sluice.promotion.freeze.ExceptionGranters;
import io.sluice.promotion.freeze.FreezeScope;
import io.sluice.promotion.freeze.NewFreeze;
import io.sluice.promotion.identity.FreezeId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.model.Commands.Command;
import io.sluice.promotion.model.Oracle.Place;
import io.sluice.promotion.model.Oracle.Version;
import io.sluice.promotion.model.Oracle.Ws;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What people put in the way of promotions, and take away again. */
final class Controls {
    private static final Duration FREEZE = Duration.ofHours(30);

    private final World world;
    private final Oracle oracle;
    private final Map<Ws, FreezeId> freezes = new HashMap<>();

    Controls(World world, Oracle oracle) {
        this.world = world;
        this.oracle = oracle;
    }

    Optional<Command> of(Action action) {
        return switch (action.how() % 4) {
            case 0 -> Optional.of(line(action));
            case 1 -> Optional.of(pin(action));
            case 2 -> bad(action);
            default -> Optional.of(freeze(action));
        };
    }

    private Command line(Action action) {
        Ws workspace = action.what() % 3 == 0 ? Ws.STAGING : Ws.PROD;
        String who = guard(action);
        boolean stopped = oracle.stopped.contains(workspace);
        return new Command(
                who + (stopped ? " lets " : " stops all promotions into ") + workspace + (stopped ? " go on" : ""),
                () -> Answer.of(() -> {
                    var door = world.sluice().line();
                    var where = Optional.of(World.id(workspace));
                    if (stopped) {
                        door.resume(world.actor(who), world.organization, where, "done", World.key());
                    } else {
                        door.stop(world.actor(who), world.organization, where, "smoke", World.key());
                    }
                    return Answer.OK;
                }),
                Expected.unless(Commands.allowed(oracle.person(who), "release-guard")),
                () -> toggle(oracle.stopped, workspace));
    }

    private Command pin(Action action) {
        Place place = new Place(action.what() % 3 == 0 ? Ws.STAGING : Ws.PROD, action.what() % Oracle.ARTIFACTS);
        String who = guard(action);
        boolean pinned = oracle.pinned.contains(place);
        Set<String> reasons = Commands.allowed(oracle.person(who), "release-guard");
        if (reasons.isEmpty() && !pinned && oracle.holders.containsKey(place)) {
            reasons.add("target.busy");
        } else if (reasons.isEmpty() && !pinned && !oracle.live.containsKey(place)) {
            reasons.add("pin.nothingLive");
        }
        return new Command(
                who + (pinned ? " unpins " : " pins ") + place,
                () -> Answer.of(() -> {
                    var door = world.sluice().pins();
                    var workspace = World.id(place.workspace());
                    var artifact = World.artifact(place.artifact());
                    if (pinned) {
                        door.unpin(world.actor(who), world.organization, workspace, artifact, "done", World.key());
                    } else {
                        door.pin(world.actor(who), world.organization, workspace, artifact, "stay", World.key());
                    }
                    return Answer.OK;
                }),
                Expected.unless(reasons),
                () -> toggle(oracle.pinned, place));
    }

    private Optional<Command> bad(Action action) {
        if (oracle.versions.isEmpty()) {
            return Optional.empty();
        }
        Version version = Action.pick(oracle.versions, action.what());
        boolean marked = oracle.bad.contains(version);
        return Optional.of(new Command(
                "gus " + (marked ? "clears " : "marks as bad ") + version.label(),
                () -> Answer.of(() -> {
                    var door = world.sluice().artifacts();
                    var artifact = World.artifact(version.artifact());
                    var label = new VersionLabel(version.label());
                    if (marked) {
                        door.clearBad(world.actor("gus"), world.organization, artifact, label, "done", World.key());
                    } else {
                        door.markBad(world.actor("gus"), world.organization, artifact, label, "leaks", World.key());
                    }
                    return Answer.OK;
                }),
                Expected.OK,
                () -> toggle(oracle.bad, version)));
    }

    private Command freeze(Action action) {
        String who = guard(action);
        Set<String> reasons = Commands.allowed(oracle.person(who), "release-guard");
        boolean lifts = oracle.isFrozen(Ws.PROD);
        Instant until = oracle.now.truncatedTo(ChronoUnit.SECONDS).plus(FREEZE);
        return new Command(
                who + (lifts ? " lifts the freeze of PROD" : " freezes PROD"),
                () -> Answer.of(() -> {
                    var door = world.sluice().freezes();
                    if (lifts) {
                        FreezeId id = Optional.ofNullable(freezes.get(Ws.PROD)).orElseThrow();
                        door.lift(world.actor(who), world.organization, id, "done", World.key());
                    } else {
                        LocalDateTime from = LocalDateTime.ofInstant(until.minus(FREEZE), ZoneOffset.UTC);
                        NewFreeze wanted = new NewFreeze(
                                "Quiet days",
                                "the books are closed",
                                FreezeScope.of(World.id(Ws.PROD)),
                                CalendarSpan.lasting(from, FREEZE, ZoneId.of("UTC")),
                                ExceptionGranters.persons(Set.of(new PersonId("gus"))));
                        freezes.put(
                                Ws.PROD,
                                door.create(world.actor(who), world.organization, wanted, World.key())
                                        .id());
                    }
                    return Answer.OK;
                }),
                Expected.unless(reasons),
                () -> oracle.frozenUntil = lifts ? Optional.empty() : Optional.of(until));
    }

    private static String guard(Action action) {
        return Action.pick(List.of("gus", "gus", "gus", "vic", "nora"), action.who());
    }

    private static <T> void toggle(Set<T> set, T element) {
        if (!set.remove(element)) {
            set.add(element);
        }
    }
}
