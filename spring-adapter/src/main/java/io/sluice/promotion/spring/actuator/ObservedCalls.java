package io.sluice.promotion.spring.actuator;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.check.CheckOutcome;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.spi.Deployer;
import io.sluice.promotion.spi.Deployment;
import io.sluice.promotion.spi.Notification;
import io.sluice.promotion.spi.Notifier;
import io.sluice.promotion.spi.PromotionCheck;
import io.sluice.promotion.spring.HostCalls;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Times and traces what Sluice calls of the application. Tags have few values; ids are for traces only. */
final class ObservedCalls implements HostCalls {
    private final ObservationRegistry registry;

    ObservedCalls(ObservationRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Deployer around(Deployer deployer) {
        return new Deployer() {
            @Override
            public Result deploy(Deployment deployment) {
                return result("deploy", deployment, () -> deployer.deploy(deployment));
            }

            @Override
            public Result verify(Deployment deployment) {
                return result("verify", deployment, () -> deployer.verify(deployment));
            }

            @Override
            public Result restore(Deployment deployment) {
                return result("restore", deployment, () -> deployer.restore(deployment));
            }

            @Override
            public Optional<Digest> current(OrganizationId organization, WorkspaceId workspace, ArtifactRef artifact) {
                Observation observation = begin("sluice.deployer").lowCardinalityKeyValue("call", "current");
                return observation.observe(() -> {
                    Optional<Digest> live = deployer.current(organization, workspace, artifact);
                    observation.lowCardinalityKeyValue("result", live.isPresent() ? "live" : "absent");
                    return live;
                });
            }
        };
    }

    private Deployer.Result result(String call, Deployment deployment, Supplier<Deployer.Result> body) {
        Observation observation = begin("sluice.deployer")
                .lowCardinalityKeyValue("call", call)
                .highCardinalityKeyValue("promotion", deployment.promotion().value())
                .highCardinalityKeyValue(
                        "workspace", deployment.workspace().id().value());
        return observation.observe(() -> {
            Deployer.Result result = body.get();
            observation.lowCardinalityKeyValue("result", result instanceof Deployer.Result.Done ? "done" : "failed");
            return result;
        });
    }

    @Override
    public PromotionCheck around(PromotionCheck check) {
        return new PromotionCheck() {
            @Override
            public CheckName name() {
                return check.name();
            }

            @Override
            public CheckOutcome run(Candidate candidate) {
                Observation observation = begin("sluice.check")
                        .lowCardinalityKeyValue("check", check.name().value());
                return observation.observe(() -> {
                    CheckOutcome outcome = check.run(candidate);
                    observation.lowCardinalityKeyValue(
                            "result", outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT));
                    return outcome;
                });
            }
        };
    }

    @Override
    public Notifier around(Notifier notifier) {
        return new Notifier() {
            @Override
            public String channel() {
                return notifier.channel();
            }

            @Override
            public Delivery deliver(Notification notification) {
                Observation observation = begin("sluice.notifier")
                        .lowCardinalityKeyValue("channel", notifier.channel())
                        .lowCardinalityKeyValue("kind", notification.kind().code());
                return observation.observe(() -> {
                    Delivery delivery = notifier.deliver(notification);
                    observation.lowCardinalityKeyValue(
                            "result", delivery.result().name().toLowerCase(Locale.ROOT));
                    return delivery;
                });
            }
        };
    }

    /** Every tag is there from the beginning: registries want the same ones each time. */
    private Observation begin(String name) {
        return Observation.createNotStarted(name, registry).lowCardinalityKeyValue("result", "none");
    }
}
