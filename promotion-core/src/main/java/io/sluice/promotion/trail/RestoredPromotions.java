package io.sluice.promotion.trail;

import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.jdbc.SafeModeRows.Unknown;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.request.PromotionItem;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spi.Deployer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the deployer what is live where promotions were open when the database was restored. It changes nothing there. */
public final class RestoredPromotions {
    private static final Logger LOG = LoggerFactory.getLogger(RestoredPromotions.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final CommandPipeline pipeline;
    private final Storage storage;
    private final Deployer deployer;
    private final Clock clock;

    public RestoredPromotions(Core core) {
        this.pipeline = core.pipeline();
        this.storage = core.storage();
        this.deployer = core.deployer();
        this.clock = core.clock();
    }

    /** Asks about some of which nobody knows, and says how many were answered. */
    public int compare(int limit) {
        int answered = 0;
        for (Unknown unknown : storage.safeModes().unknown(clock.instant().minus(PAUSE), limit)) {
            answered += compare(unknown) ? 1 : 0;
        }
        return answered;
    }

    private boolean compare(Unknown unknown) {
        PromotionRequest request = pipeline.promotion(unknown.organization(), unknown.promotion());
        Map<PromotionItem, Optional<Digest>> live = new LinkedHashMap<>();
        Instant now = clock.instant();
        try {
            request.items()
                    .forEach(item -> live.put(
                            item, deployer.current(request.organization(), request.target(), item.artifact())));
        } catch (RuntimeException e) {
            LOG.warn("The deployer cannot tell what is live for promotion {}.", request.id(), e);
            pipeline.bySystem(() -> storage.safeModes().answer(unknown, "UNKNOWN", "", now));
            return false;
        }
        String state = state(request, live);
        String words = live.entrySet().stream()
                .map(entry -> entry.getKey().artifact() + " "
                        + entry.getValue().map(Digest::value).orElse("nothing"))
                .collect(Collectors.joining(", "));
        return pipeline.lateStep(request.organization(), request.id(), "restore", unit -> {
            boolean first = storage.safeModes().answer(unknown, state, words, now);
            if (first) {
                unit.record("restore.compared", Map.of("state", state, "live", words));
            }
            return first;
        });
    }

    private String state(PromotionRequest request, Map<PromotionItem, Optional<Digest>> live) {
        OrganizationId organization = request.organization();
        boolean recorded = live.entrySet().stream()
                .allMatch(entry -> entry.getValue()
                        .equals(storage.targets()
                                .find(
                                        organization,
                                        request.target(),
                                        entry.getKey().artifact())
                                .flatMap(target -> target.current())
                                .flatMap(id -> storage.releases().find(organization, id))
                                .map(Release::digest)));
        if (recorded) {
            return "AS_RECORDED";
        }
        boolean there = live.entrySet().stream()
                .allMatch(entry ->
                        entry.getValue().equals(Optional.of(entry.getKey().digest())));
        return there ? "ALREADY_LIVE" : "DIFFERENT";
    }
}
