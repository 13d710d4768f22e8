package io.sluice.promotion.spring.rest.audit;

import static io.sluice.promotion.spring.rest.Routes.ORGANIZATION;

import io.sluice.promotion.Archive;
import io.sluice.promotion.Sluice;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.spring.rest.Answer;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.spring.rest.Feature;
import io.sluice.promotion.spring.rest.Page;
import io.sluice.promotion.spring.rest.People;
import io.sluice.promotion.spring.rest.Person;
import io.sluice.promotion.spring.rest.Routes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** When ended promotions are archived, and where an archived one lies. */
public final class ArchiveFeature implements Feature {
    private static final String ARCHIVING = ORGANIZATION + "/archiving";

    private record SettingBody(Optional<String> workspace, Optional<Integer> afterDays, String reason) {}

    private record SettingView(Optional<String> workspace, int afterDays, Person changedBy, Instant changedAt) {
        private static SettingView of(Archive.Setting setting, People people) {
            return new SettingView(
                    setting.workspace().map(WorkspaceId::value),
                    setting.afterDays(),
                    people.person(setting.changedBy()),
                    setting.changedAt());
        }
    }

    private record ArchivedView(
            String promotion,
            PromotionStatus status,
            Optional<Instant> endedAt,
            String sink,
            String file,
            String sha256,
            long bytes,
            long events,
            Instant at) {
        private static ArchivedView of(Archive.Archived archived) {
            return new ArchivedView(
                    archived.promotion().id().value(),
                    archived.promotion().status(),
                    archived.promotion().endedAt(),
                    archived.sink(),
                    archived.file(),
                    archived.sha256(),
                    archived.bytes(),
                    archived.events(),
                    archived.at());
        }
    }

    private final Sluice sluice;

    /** Over these doors. */
    public ArchiveFeature(Sluice sluice) {
        this.sluice = sluice;
    }

    @Override
    public void routes(Routes routes) {
        routes.get(ARCHIVING, this::list);
        routes.post(ARCHIVING, this::change);
        routes.get(ORGANIZATION + "/promotions/{promotion}/archive", this::find);
    }

    private Answer list(Call call) {
        return Answer.shown(page(call, sluice.archive().settings(call.actor(), call.organization())));
    }

    private Answer change(Call call) {
        SettingBody body = call.body(SettingBody.class);
        return Answer.done(page(
                call,
                sluice.archive()
                        .change(
                                call.actor(),
                                call.organization(),
                                body.workspace().map(WorkspaceId::new),
                                body.afterDays().map(OptionalInt::of).orElseGet(OptionalInt::empty),
                                body.reason(),
                                call.key())));
    }

    private static Page<SettingView> page(Call call, List<Archive.Setting> settings) {
        return Page.all(settings.stream()
                .map(setting -> SettingView.of(setting, call.people()))
                .toList());
    }

    private Answer find(Call call) {
        return Answer.shown(ArchivedView.of(sluice.archive()
                .find(call.actor(), call.organization(), call.promotion())
                .orElseThrow(() -> new NotFoundException("archive"))));
    }
}
