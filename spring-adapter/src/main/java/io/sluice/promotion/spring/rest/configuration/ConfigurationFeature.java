package io.sluice.promotion.spring.rest.configuration;

import static io.sluice.promotion.spring.rest.Routes.ORGANIZATION;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.configuration.EffectiveConfiguration;
import io.sluice.promotion.configuration.SettingsChange;
import io.sluice.promotion.configuration.SettingsRevision;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.spring.rest.Answer;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.spring.rest.Cursor;
import io.sluice.promotion.spring.rest.Feature;
import io.sluice.promotion.spring.rest.Page;
import io.sluice.promotion.spring.rest.Routes;
import io.sluice.promotion.spring.rest.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a workspace sets, and its history. */
public final class ConfigurationFeature implements Feature {
    private static final String CONFIGURATION = ORGANIZATION + "/workspaces/{workspace}/configuration";

    private record SettingsBody(Optional<Map<String, String>> set, Optional<Set<String>> unset, String reason) {}

    private record RestoreBody(int revision, String reason) {}

    private record Differences(List<RevisionView.ChangedKey> changes) {}

    private final Sluice sluice;
    private final ConfigurationReader reader;

    /** Over these doors. */
    public ConfigurationFeature(Sluice sluice) {
        this.sluice = sluice;
        this.reader = new ConfigurationReader(sluice);
    }

    @Override
    public void routes(Routes routes) {
        routes.get(CONFIGURATION, this::get);
        routes.patch(CONFIGURATION, this::change);
        routes.post(CONFIGURATION + "/restore", this::restore);
        routes.get(CONFIGURATION + "/history", this::history).paged();
        routes.get(CONFIGURATION + "/diff", this::diff).query("from", "to");
    }

    private Answer get(Call call) {
        EffectiveConfiguration effective =
                sluice.configurations().effective(call.actor(), call.organization(), call.workspace());
        return Answer.shown(reader.shown(call, effective), Tag.of(effective.settingsRevision()));
    }

    private Answer change(Call call) {
        int seen = call.revision();
        SettingsBody body = call.body(SettingsBody.class);
        SettingsChange wanted =
                new SettingsChange(body.set().orElse(Map.of()), body.unset().orElse(Set.of()), body.reason());
        sluice.configurations().change(call.actor(), call.organization(), call.workspace(), seen, wanted, call.key());
        return changed(call);
    }

    private Answer restore(Call call) {
        int seen = call.revision();
        RestoreBody body = call.body(RestoreBody.class);
        sluice.configurations()
                .restore(
                        call.actor(),
                        call.organization(),
                        call.workspace(),
                        seen,
                        body.revision(),
                        body.reason(),
                        call.key());
        return changed(call);
    }

    private Answer changed(Call call) {
        EffectiveConfiguration effective =
                sluice.configurations().effective(call.actor(), call.organization(), call.workspace());
        return Answer.done(reader.shown(call, effective), Tag.of(effective.settingsRevision()));
    }

    private Answer history(Call call) {
        int before = call.cursor(1, parts -> Integer.parseInt(parts.get(0))).orElse(Integer.MAX_VALUE);
        List<SettingsRevision> all =
                new ArrayList<>(sluice.configurations().history(call.actor(), call.organization(), call.workspace()));
        all.add(SettingsRevision.none(call.organization(), call.workspace()));
        List<RevisionView> shown = new ArrayList<>();
        for (int at = 0; at + 1 < all.size() && shown.size() <= call.limit(); at++) {
            if (all.get(at).revision() < before) {
                shown.add(RevisionView.of(all.get(at), all.get(at + 1), call.people()));
            }
        }
        return Answer.shown(
                Page.of(shown, call.limit(), each -> each, last -> Cursor.of(Integer.toString(last.revision()))));
    }

    private Answer diff(Call call) {
        return Answer.shown(new Differences(sluice
                .configurations()
                .differences(
                        call.actor(),
                        call.organization(),
                        call.workspace(),
                        revision(call, "from"),
                        revision(call, "to"))
                .stream()
                .map(RevisionView.ChangedKey::of)
                .toList()));
    }

    private static int revision(Call call, String name) {
        return call.number(name, 0, 999_999_999)
                .orElseThrow(() -> new InvalidInputException(name, "field.required", name + " is required."));
    }
}
