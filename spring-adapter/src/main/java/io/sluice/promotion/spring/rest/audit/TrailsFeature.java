package io.sluice.promotion.spring.rest.audit;

import static io.sluice.promotion.spring.rest.Routes.ORGANIZATION;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.spring.rest.Answer;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.spring.rest.Cursor;
import io.sluice.promotion.spring.rest.Feature;
import io.sluice.promotion.spring.rest.Page;
import io.sluice.promotion.spring.rest.Routes;
import io.sluice.promotion.spring.rest.promotion.TrailReader;
import java.util.List;
import java.util.Optional;

/** Who did what with workspaces and policies, and what concerns the security of the organization. */
public final class TrailsFeature implements Feature {
    private final Sluice sluice;

    /** Over these doors. */
    public TrailsFeature(Sluice sluice) {
        this.sluice = sluice;
    }

    @Override
    public void routes(Routes routes) {
        routes.get(ORGANIZATION + "/workspaces/{workspace}/events", this::ofWorkspace)
                .paged();
        routes.get(ORGANIZATION + "/workspaces/{workspace}/policy/events", this::ofPolicy)
                .paged();
        routes.get(ORGANIZATION + "/audit/security-events", this::ofSecurity).paged();
    }

    private Answer ofWorkspace(Call call) {
        return shown(call, sluice.audit().ofWorkspace(call.actor(), call.organization(), call.workspace()));
    }

    private Answer ofPolicy(Call call) {
        return shown(call, sluice.audit().ofPolicy(call.actor(), call.organization(), call.workspace()));
    }

    private Answer ofSecurity(Call call) {
        return shown(call, sluice.audit().ofSecurity(call.actor(), call.organization()));
    }

    /** The number of an event in its chain is its position. */
    private Answer shown(Call call, List<AuditEvent> trail) {
        long after = call.cursor(1, parts -> Long.parseLong(parts.get(0))).orElse(0L);
        List<AuditEvent> found = trail.stream()
                .filter(event -> event.seq() > after)
                .limit(call.limit() + 1L)
                .toList();
        boolean more = found.size() > call.limit();
        List<AuditEvent> part = more ? found.subList(0, call.limit()) : found;
        return Answer.shown(new Page<>(
                new TrailReader(sluice, call).entries(part),
                more
                        ? Optional.of(Cursor.of(
                                Long.toString(part.get(part.size() - 1).seq())))
                        : Optional.empty()));
    }
}
