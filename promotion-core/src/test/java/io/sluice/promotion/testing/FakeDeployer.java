package io.sluice.promotion.testing;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.request.Attempt.Step;
import io.sluice.promotion.spi.Deployer;
import io.sluice.promotion.spi.Deployment;
import io.sluice.promotion.transaction.Transactions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/**
 * A deployer that remembers what is live in each workspace and every call. It does what it is asked unless a test scripts
 * something else, refuses fences that went back, and refuses to be called inside a transaction. Thread-safe.
 */
public final class FakeDeployer implements Deployer {
    /**
     * One call.
     *
     * @param step which
     * @param deployment with what
     */
    public record Call(Step step, Deployment deployment) {}

    private record Place(OrganizationId organization, WorkspaceId workspace, ArtifactRef artifact) {}

    /** What happens in one call instead of the usual. */
    private interface Script {
        Result run(Runnable effect);
    }

    private final Map<Place, Digest> live = new HashMap<>();
    private final Map<Place, Long> fences = new HashMap<>();
    private final Map<Step, Queue<Script>> scripts = new EnumMap<>(Step.class);
    private final List<Call> calls = new ArrayList<>();
    private Optional<Transactions> transactions = Optional.empty();
    private final Queue<Runnable> whileAsked = new ArrayDeque<>();
    private boolean blind;

    /** From now on a call inside a unit of work of these fails. */
    public synchronized void staysOutside(Transactions units) {
        transactions = Optional.of(units);
    }

    /** From now on it may be called inside a unit of work: for tests that roll back what they tried. */
    public synchronized void goesAnywhere() {
        transactions = Optional.empty();
    }

    /** The next call of the step certainly fails. */
    public void fails(Step step, String message) {
        script(step, effect -> Result.failed(message));
    }

    /** The next call of the step throws, and nothing happened. */
    public void throwsBefore(Step step) {
        script(step, effect -> {
            throw new IllegalStateException("The connection was refused.");
        });
    }

    /** The next call of the step does its work, but nobody gets to know. */
    public void throwsAfter(Step step) {
        script(step, effect -> {
            effect.run();
            throw new IllegalStateException("The connection was lost.");
        });
    }

    /** While the next call of the step is under way, before its effect, something else happens. */
    public void meanwhile(Step step, Runnable other) {
        script(step, effect -> {
            other.run();
            effect.run();
            return Result.done();
        });
    }

    /** While the next answer about what is live is on its way, something else happens. */
    public synchronized void whileAnswering(Runnable other) {
        whileAsked.add(other);
    }

    /** Whether it can tell what is live. */
    public synchronized void blind(boolean value) {
        blind = value;
    }

    /** Makes something live past Sluice; empty takes it away. */
    public synchronized void put(
            OrganizationId organization, WorkspaceId workspace, ArtifactRef artifact, Optional<Digest> digest) {
        Place place = new Place(organization, workspace, artifact);
        digest.ifPresentOrElse(value -> live.put(place, value), () -> live.remove(place));
    }

    /** Nothing is live anywhere, nothing was called, nothing is scripted. */
    public synchronized void forget() {
        live.clear();
        fences.clear();
        scripts.clear();
        calls.clear();
        blind = false;
    }

    /** What was scripted and not used is forgotten. */
    public synchronized void unscript() {
        scripts.clear();
    }

    /** All calls in order. */
    public synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    /** All calls of a step in order. */
    public List<Deployment> calls(Step step) {
        return calls().stream()
                .filter(call -> call.step() == step)
                .map(Call::deployment)
                .toList();
    }

    @Override
    public Result deploy(Deployment deployment) {
        return call(
                Step.DEPLOY,
                deployment,
                () -> put(
                        deployment.workspace().organization(),
                        deployment.workspace().id(),
                        deployment.artifact(),
                        Optional.of(deployment.digest())));
    }

    @Override
    public Result verify(Deployment deployment) {
        return call(Step.VERIFY, deployment, () -> {});
    }

    @Override
    public Result restore(Deployment deployment) {
        return call(
                Step.RESTORE,
                deployment,
                () -> put(
                        deployment.workspace().organization(),
                        deployment.workspace().id(),
                        deployment.artifact(),
                        deployment.previous().map(Deployment.Live::digest)));
    }

    @Override
    public Optional<Digest> current(OrganizationId organization, WorkspaceId workspace, ArtifactRef artifact) {
        Optional<Digest> answer = lookUp(new Place(organization, workspace, artifact));
        nextWhileAsked().run();
        return answer;
    }

    private synchronized Optional<Digest> lookUp(Place place) {
        requireOutside();
        if (blind) {
            throw new IllegalStateException("The runtime does not answer.");
        }
        return Optional.ofNullable(live.get(place));
    }

    private synchronized Runnable nextWhileAsked() {
        return whileAsked.isEmpty() ? () -> {} : whileAsked.remove();
    }

    private synchronized void script(Step step, Script script) {
        scripts.computeIfAbsent(step, key -> new ArrayDeque<>()).add(script);
    }

    private Result call(Step step, Deployment deployment, Runnable effect) {
        Script script = begin(step, deployment);
        return script.run(effect);
    }

    private synchronized Script begin(Step step, Deployment deployment) {
        requireOutside();
        calls.add(new Call(step, deployment));
        Place place = new Place(
                deployment.workspace().organization(), deployment.workspace().id(), deployment.artifact());
        long seen = fences.getOrDefault(place, 0L);
        if (deployment.fence() < seen) {
            return effect -> Result.failed("Fence " + deployment.fence() + " is lower than " + seen + ".");
        }
        fences.put(place, deployment.fence());
        Queue<Script> scripted = scripts.getOrDefault(step, new ArrayDeque<>());
        return scripted.isEmpty() ? FakeDeployer::obey : scripted.remove();
    }

    private static Result obey(Runnable effect) {
        effect.run();
        return Result.done();
    }

    private void requireOutside() {
        if (transactions.filter(Transactions::active).isPresent()) {
            throw new AssertionError("The deployer is called inside a transaction.");
        }
    }
}
