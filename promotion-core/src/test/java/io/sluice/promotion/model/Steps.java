package io.sluice.promotion.model;

import io.sluice.promotion.model.Commands.Command;
import io.sluice.promotion.model.Oracle.Ask;
import io.sluice.promotion.model.Oracle.Attempted;
import io.sluice.promotion.model.Oracle.Checked;
import io.sluice.promotion.model.Oracle.Live;
import io.sluice.promotion.model.Oracle.Request;
import io.sluice.promotion.model.Oracle.Round;
import io.sluice.promotion.model.Oracle.Version;
import io.sluice.promotion.model.World.Deed;
import io.sluice.promotion.request.Attempt.Step;
import io.sluice.promotion.request.Outcome;
import io.sluice.promotion.request.PromotionStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a process does, the right one and one that a mistaken or hostile designer drew. */
final class Steps {
    private final World world;
    private final Oracle oracle;

    Steps(World world, Oracle oracle) {
        this.world = world;
        this.oracle = oracle;
    }

    /** What the default process does next; nothing while people are asked. */
    Optional<Command> next(Request request, int how) {
        if (request.isAskedByProcess()) {
            boolean late = request.asks.stream().anyMatch(ask -> !oracle.now.isBefore(ask.due()));
            return late ? Optional.of(finish(request, Outcome.EXPIRED)) : Optional.empty();
        }
        if (request.status == PromotionStatus.PENDING) {
            return Optional.of(pending(request, how));
        }
        if (!request.decided) {
            if (request.refused) {
                return Optional.of(finish(request, Outcome.NOT_ALLOWED));
            }
            return Optional.of(oracle.holds(request) || request.reserved ? confirm(request) : reserve(request));
        }
        return Optional.of(decided(request, how));
    }

    private Command pending(Request request, int how) {
        if (!request.rejections.isEmpty()) {
            return finish(request, Outcome.REJECTED);
        }
        if (request.checksFailed) {
            return finish(request, Outcome.CHECKS_FAILED);
        }
        return request.checked ? openApproval(request) : runChecks(request, how % 9 != 0);
    }

    private Command decided(Request request, int how) {
        Deed deed = Commands.deed(how);
        if (request.restore != Attempted.NOTHING
                || request.deploy == Attempted.FAILED
                || request.verify == Attempted.FAILED) {
            if (request.isPutBack() && !request.isLiveUnknown()) {
                return finish(request, Outcome.ROLLED_BACK);
            }
            return switch (request.restore) {
                case DONE -> finish(request, Outcome.ROLLBACK_FAILED);
                case FAILED -> finish(request, Outcome.ROLLBACK_FAILED);
                case NOTHING, UNKNOWN -> perform(request, Step.RESTORE, deed);
            };
        }
        if (request.deploy != Attempted.DONE) {
            return perform(request, Step.DEPLOY, deed);
        }
        return request.verify == Attempted.DONE
                ? finish(request, Outcome.PROMOTED)
                : perform(request, Step.VERIFY, deed);
    }

    /** Any step at any time. */
    Command any(Request request, int which, int how) {
        return switch (which % 8) {
            case 0 -> runChecks(request, how % 3 != 0);
            case 1 -> openApproval(request);
            case 2 -> reserve(request);
            case 3 -> confirm(request);
            case 4 -> perform(request, Step.DEPLOY, Commands.deed(how));
            case 5 -> perform(request, Step.VERIFY, Commands.deed(how));
            case 6 -> perform(request, Step.RESTORE, Commands.deed(how));
            default -> finish(request, Commands.outcome(how));
        };
    }

    private Command runChecks(Request request, boolean pass) {
        return new Command(
                "checks of " + Commands.name(request) + (pass ? " pass" : " fail"),
                () -> world.runChecks(request.id, pass),
                ended(request).orElse(Expected.OK),
                () -> {
                    if (!request.rollback) {
                        Checked known = oracle.checks.get(Oracle.checkKey(request));
                        if (known == null || !known.passed() || !known.isFresh(oracle.now)) {
                            oracle.checks.put(Oracle.checkKey(request), new Checked(pass, oracle.now));
                        }
                    }
                    request.checked = true;
                    request.checksFailed = !request.rollback
                            && !oracle.checks.get(Oracle.checkKey(request)).passed();
                });
    }

    private Command openApproval(Request request) {
        return new Command(
                "approval of " + Commands.name(request) + " is opened",
                () -> world.openApproval(request.id),
                ended(request).orElse(Expected.OK),
                () -> {
                    if (!request.isAskedByProcess()) {
                        oracle.ask(request, true);
                    }
                });
    }

    private Command reserve(Request request) {
        String name = "target of " + Commands.name(request) + " is reserved";
        if (!request.open()) {
            return new Command(
                    name, () -> world.reserve(request.id), ended(request).orElseThrow(), () -> {});
        }
        if (oracle.holds(request)) {
            return new Command(name + " again", () -> world.reserve(request.id), Expected.OK, () -> {});
        }
        Optional<Round> beyond = oracle.beyond(request);
        Optional<Ask> asked = beyond.flatMap(round ->
                request.asks.stream().filter(ask -> ask.round().equals(round)).findFirst());
        boolean waits = beyond.isPresent()
                && asked.map(ask -> oracle.now.isBefore(ask.due())).orElse(true);
        if (waits) {
            return new Command(
                    name,
                    () -> {
                        Answer answer = world.reserve(request.id);
                        request.asks.removeIf(
                                ask -> !ask.byProcess() && !ask.round().equals(beyond.get()));
                        if (asked.isEmpty()) {
                            request.asks.add(new Ask(beyond.get(), oracle.now.plus(Oracle.DEADLINE), false));
                        }
                        return answer;
                    },
                    Expected.gate("waits", Set.of("approval.missing")),
                    () -> {},
                    false);
        }
        Set<String> all = oracle.atDeployment(request);
        Set<String> passing = oracle.passing(request);
        boolean hopeless = !passing.containsAll(all);
        Expected expected = passing.isEmpty() ? Expected.OK : Expected.gate("waits", passing);
        return new Command(
                name,
                () -> {
                    Answer answer = world.reserve(request.id);
                    List<Round> missing = oracle.incomplete(request);
                    request.asks.removeIf(ask -> !ask.byProcess()
                            && request.policy.revision()
                                    != oracle.policy(request.place.workspace()).revision()
                            && !missing.contains(ask.round()));
                    return answer;
                },
                expected,
                () -> {
                    if (!hopeless) {
                        oracle.holders.put(request.place, request);
                    }
                    request.reserved = true;
                },
                false);
    }

    private Command confirm(Request request) {
        Set<String> blockers = oracle.atDeployment(request);
        Expected expected = Oracle.isHeld(blockers)
                ? Expected.refused("gate.held")
                : !blockers.isEmpty()
                        ? Expected.gate("blocked", blockers)
                        : oracle.holds(request) ? Expected.OK : Expected.gate("blocked", Set.of("target.notReserved"));
        return new Command(
                Commands.name(request) + " is confirmed",
                () -> {
                    Answer answer = world.confirm(request.id);
                    request.refused = answer.code().equals("blocked");
                    request.reserved = oracle.holds(request);
                    return answer;
                },
                ended(request).orElse(expected),
                () -> {
                    request.decided = true;
                    request.status = PromotionStatus.APPROVED;
                },
                false);
    }

    private Command finish(Request request, Outcome outcome) {
        boolean already = request.status == outcome.status();
        boolean right = supported(request, outcome) && follows(request.status, outcome.status());
        return new Command(
                Commands.name(request) + " ends as " + outcome,
                () -> world.finish(request.id, outcome),
                already || right ? Expected.OK : Expected.refused("illegal", "promotion.transition"),
                () -> {
                    if (!already) {
                        oracle.end(request, outcome.status());
                    }
                });
    }

    private static boolean supported(Request request, Outcome outcome) {
        boolean untouched = request.deploy == Attempted.NOTHING;
        return switch (outcome) {
            case PROMOTED -> request.isDeployed() && request.isVerified() && !request.isLiveUnknown();
            case ROLLED_BACK -> request.isPutBack() && !request.isLiveUnknown();
            case ROLLBACK_FAILED -> true;
            case REJECTED -> untouched && !request.rejections.isEmpty();
            case CHECKS_FAILED, NOT_ALLOWED, EXPIRED -> untouched;
        };
    }

    private static boolean follows(PromotionStatus from, PromotionStatus to) {
        return switch (from) {
            case PENDING ->
                Set.of(PromotionStatus.REJECTED, PromotionStatus.EXPIRED, PromotionStatus.FAILED)
                        .contains(to);
            case APPROVED ->
                Set.of(
                                PromotionStatus.COMPLETED,
                                PromotionStatus.REJECTED,
                                PromotionStatus.FAILED,
                                PromotionStatus.ROLLED_BACK)
                        .contains(to);
            default -> false;
        };
    }

    private Command perform(Request request, Step step, Deed deed) {
        String name = step + " of " + Commands.name(request) + ": " + deed;
        if (!request.open()) {
            return new Command(
                    name,
                    () -> world.perform(request.id, step, deed),
                    ended(request).orElseThrow(),
                    () -> {});
        }
        boolean early = step == Step.VERIFY
                ? !request.isDeployed()
                : step == Step.RESTORE && (request.deploy == Attempted.NOTHING || request.deploy == Attempted.UNKNOWN);
        if (!request.decided || !oracle.holds(request) || early) {
            return new Command(
                    name, () -> world.perform(request.id, step, deed), Expected.refused("illegal"), () -> {});
        }
        boolean mine = Optional.ofNullable(oracle.live.get(request.place))
                .flatMap(Live::by)
                .filter(by -> by == request)
                .isPresent();
        boolean liveAlready = step == Step.DEPLOY
                && mine
                && oracle.live.get(request.place).version().equals(request.version);
        boolean found = step == Step.DEPLOY
                && request.deploy == Attempted.UNKNOWN
                && request.version.equals(oracle.running.get(request.place));
        if (liveAlready || found) {
            return new Command(name, () -> world.perform(request.id, step, deed), Expected.OK, () -> {
                if (!liveAlready) {
                    request.deploy = Attempted.DONE;
                    request.deployed = request.deployCalled;
                    oracle.goLive(request.place, request.version, Optional.of(request));
                }
            });
        }
        Expected expected = switch (deed) {
            case WORKS -> Expected.OK;
            case FAILS -> Expected.refused("failed");
            case BREAKS_BEFORE, BREAKS_AFTER -> Expected.refused("illegal");
        };
        // What breaks leaves something behind, too: the effect is applied by the runner's call itself.
        return new Command(
                name,
                () -> {
                    Answer answer = world.perform(request.id, step, deed);
                    happened(request, step, deed);
                    return answer;
                },
                expected,
                () -> {},
                false);
    }

    private void happened(Request request, Step step, Deed deed) {
        Attempted attempted = Commands.after(deed);
        boolean touched = deed == Deed.WORKS || deed == Deed.BREAKS_AFTER;
        int call = ++request.calls;
        switch (step) {
            case DEPLOY -> {
                request.deploy = attempted;
                request.deployCalled = call;
                if (touched) {
                    oracle.running.put(request.place, request.version);
                }
                if (deed == Deed.WORKS) {
                    request.deployed = call;
                    oracle.goLive(request.place, request.version, Optional.of(request));
                }
            }
            case VERIFY -> {
                request.verify = attempted;
                request.verified = deed == Deed.WORKS ? call : request.verified;
            }
            case RESTORE -> {
                request.restore = attempted;
                request.restored = deed == Deed.WORKS ? call : request.restored;
                Optional<Version> before = request.restores < 0
                        ? Optional.empty()
                        : Optional.of(oracle.releases.get(request.restores).version());
                if (touched) {
                    before.ifPresentOrElse(
                            version -> oracle.running.put(request.place, version),
                            () -> oracle.running.remove(request.place));
                }
                if (deed == Deed.WORKS && oracle.liveNumber(request.place) != request.restores) {
                    before.ifPresentOrElse(
                            version -> oracle.goLive(request.place, version, Optional.of(request)),
                            () -> oracle.live.remove(request.place));
                }
            }
        }
    }

    private static Optional<Expected> ended(Request request) {
        return request.open() ? Optional.empty() : Optional.of(Expected.refused("promotion.ended"));
    }
}
