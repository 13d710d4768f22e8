package io.sluice.promotion.spring.rest.promotion;

import io.sluice.promotion.Promotions;
import io.sluice.promotion.Sluice;
import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.overview.PromotionTally;
import io.sluice.promotion.request.NewPromotion;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.spi.IdentityDirectory;
import io.sluice.promotion.spring.rest.Answer;
import io.sluice.promotion.spring.rest.ArtifactView;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.spring.rest.Cursor;
import io.sluice.promotion.spring.rest.Feature;
import io.sluice.promotion.spring.rest.Page;
import io.sluice.promotion.spring.rest.Routes;
import io.sluice.promotion.spring.rest.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asking for promotions, and reading them. */
public final class PromotionFeature implements Feature {
    static final String PROMOTIONS = Routes.ORGANIZATION + "/promotions";
    static final String PROMOTION = PROMOTIONS + "/{promotion}";

    private final Sluice sluice;
    private final PromotionProcesses processes;
    private final Details details;

    /** Asks these doors and this engine. */
    public PromotionFeature(Sluice sluice, PromotionProcesses processes, IdentityDirectory directory) {
        this.sluice = sluice;
        this.processes = processes;
        this.details = new Details(sluice, processes, directory);
    }

    /** What is asked for. */
    record Wanted(
            ArtifactView artifact,
            String version,
            String source,
            String target,
            Optional<Instant> notBefore,
            String reason,
            Optional<String> issue,
            Optional<String> skipping,
            Optional<List<Other>> others) {
        /** A further artifact that goes together with the first one. */
        record Other(ArtifactView artifact, String version) {}

        NewPromotion wanted() {
            NewPromotion wanted = new NewPromotion(
                    artifact.ref(),
                    new VersionLabel(version),
                    new WorkspaceId(source),
                    new WorkspaceId(target),
                    new IssueLine(reason, issue).together(),
                    notBefore,
                    skipping,
                    List.of());
            for (Other other : others.orElse(List.of())) {
                wanted = wanted.andAlso(other.artifact().ref(), other.version());
            }
            return wanted;
        }
    }

    /** What was made, and how many people are told. */
    record Requested(PromotionDetail promotion, int told) {}

    @Override
    public void routes(Routes routes) {
        routes.get(PROMOTIONS, this::list)
                .query("status", "target", "requestedBy")
                .paged();
        routes.post(PROMOTIONS, this::request);
        routes.get(PROMOTION, this::get);
    }

    private Answer get(Call call) {
        PromotionRequest request = sluice.promotions().get(call.actor(), call.organization(), call.promotion());
        return Answer.shown(details.of(call, request), Tag.of(request));
    }

    private Answer request(Call call) {
        NewPromotion wanted = call.body(Wanted.class).wanted();
        PromotionRequest request = sluice.promotions().request(call.actor(), call.organization(), wanted, call.key());
        PromotionDetail detail = details.of(call, request);
        int told = detail.stages().stream()
                .map(stage -> stage.candidates().size())
                .filter(candidates -> candidates > 0)
                .findFirst()
                .orElse(0);
        String location = call.link(
                "organizations",
                call.organization().value(),
                "promotions",
                request.id().value());
        return Answer.created(location, new Requested(detail, told)).tagged(Tag.of(request));
    }

    private Answer list(Call call) {
        int limit = call.limit();
        Promotions.Query query = new Promotions.Query(
                call.choice("status", PromotionStatus.class),
                call.query("requestedBy").map(PersonId::new),
                call.query("target").map(WorkspaceId::new),
                call.cursor(1, parts -> new PromotionId(parts.get(0))),
                limit + 1);
        List<PromotionRequest> found = sluice.promotions().list(call.actor(), call.organization(), query);
        List<PromotionRequest> shown = found.subList(0, Math.min(limit, found.size()));
        Map<PromotionId, PromotionTally> tallies = sluice.overview()
                .tallies(
                        call.actor(),
                        call.organization(),
                        shown.stream().map(PromotionRequest::id).toList());
        Summaries summaries = new Summaries(sluice, processes, call);
        return Answer.shown(new Page<>(
                shown.stream()
                        .map(request -> summaries.of(request, Optional.ofNullable(tallies.get(request.id()))))
                        .toList(),
                found.size() > limit
                        ? Optional.of(Cursor.of(shown.get(limit - 1).id().value()))
                        : Optional.empty()));
    }
}
