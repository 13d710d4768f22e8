package io.sluice.promotion.spring.rest.promotion;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.configuration.EffectiveConfiguration;
import io.sluice.promotion.configuration.Setting;
import io.sluice.promotion.configuration.ValueType;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.Secrets;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.request.PromotionItem;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spring.rest.Allowed;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.spring.rest.promotion.ChangeView.Effect;
import io.sluice.promotion.spring.rest.promotion.ChangeView.Row;
import io.sluice.promotion.spring.rest.promotion.ChangeView.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Compares what lives in a target with what would live there. */
final class ChangeReader {
    private final Sluice sluice;
    private final Call call;
    private final Summaries summaries;

    ChangeReader(Sluice sluice, Call call, Summaries summaries) {
        this.sluice = sluice;
        this.call = call;
        this.summaries = summaries;
    }

    /** What a request changes, or changed: afterwards what it replaced stands in the place of what is live. */
    ChangeView of(PromotionRequest request) {
        List<Release> history = Allowed.seen(() -> sluice.releases()
                        .history(call.actor(), call.organization(), request.target(), request.artifact(), 50))
                .orElse(List.of());
        Optional<Release> own = history.stream()
                .filter(release -> release.promotion().equals(Optional.of(request.id())))
                .findFirst();
        Optional<Release> before = own.isPresent()
                ? history.stream()
                        .filter(release -> release.sequence() < own.get().sequence())
                        .findFirst()
                : history.stream().filter(Release::isCurrent).findFirst();
        State after = new State(request.version().value(), request.digest().value());
        List<Row> rows = new ArrayList<>(
                rows(request.target(), request.artifact(), before.map(Release::version), request.version()));
        request.others().forEach(item -> rows.add(0, other(request.target(), item)));
        return new ChangeView(before.map(ChangeReader::state), after, moved(request, history), rows);
    }

    /** What a version would change. */
    ChangeView of(WorkspaceId target, ArtifactVersion wanted) {
        Optional<Release> before = summaries.live(target, wanted.artifact());
        State after = new State(wanted.label().value(), wanted.digest().value());
        return new ChangeView(
                before.map(ChangeReader::state),
                after,
                Optional.empty(),
                rows(target, wanted.artifact(), before.map(Release::version), wanted.label()));
    }

    private static State state(Release release) {
        return new State(release.version().value(), release.digest().value());
    }

    /** Something else went live there while people were asked. */
    private static Optional<ChangeView.Moved> moved(PromotionRequest request, List<Release> history) {
        return history.stream()
                .filter(Release::isCurrent)
                .filter(current -> request.isOpen() && current.liveFrom().isAfter(request.requestedAt()))
                .filter(current -> !current.promotion().equals(Optional.of(request.id())))
                .findFirst()
                .map(current -> new ChangeView.Moved(
                        current.liveFrom(),
                        history.stream()
                                .filter(release -> release.sequence() < current.sequence())
                                .findFirst()
                                .map(release -> release.version().value()),
                        current.version().value()));
    }

    private Row other(WorkspaceId target, PromotionItem item) {
        Optional<String> before = summaries
                .live(target, item.artifact())
                .map(release -> release.version().value());
        return row(
                item.artifact().toString(), before, Optional.of(item.version().value()));
    }

    private List<Row> rows(
            WorkspaceId target, ArtifactRef artifact, Optional<VersionLabel> before, VersionLabel after) {
        Map<String, String> old =
                before.flatMap(label -> metadata(target, artifact, label)).orElse(Map.of());
        Map<String, String> wanted = metadata(target, artifact, after).orElse(Map.of());
        TreeSet<String> keys = new TreeSet<>(old.keySet());
        keys.addAll(wanted.keySet());
        List<Row> rows = new ArrayList<>();
        keys.forEach(
                key -> rows.add(row(key, Optional.ofNullable(old.get(key)), Optional.ofNullable(wanted.get(key)))));
        Allowed.seen(() -> sluice.configurations().effective(call.actor(), call.organization(), target))
                .map(EffectiveConfiguration::settings)
                .ifPresent(settings -> settings.values().forEach(setting -> rows.add(kept(setting))));
        return rows;
    }

    private Optional<Map<String, String>> metadata(WorkspaceId seenIn, ArtifactRef artifact, VersionLabel label) {
        return Allowed.seen(() -> sluice.artifacts()
                .get(call.actor(), call.organization(), seenIn, artifact, label)
                .metadata());
    }

    private static Row row(String key, Optional<String> before, Optional<String> after) {
        Effect effect;
        if (before.isEmpty()) {
            effect = Effect.ADDED;
        } else if (after.isEmpty()) {
            effect = Effect.REMOVED;
        } else {
            effect = before.equals(after) ? Effect.SAME : Effect.CHANGED;
        }
        boolean secret = before.filter(value -> isSecret(key, value)).isPresent()
                || after.filter(value -> isSecret(key, value)).isPresent();
        return secret
                ? new Row(key, effect, before.map(SecretMark::of), after.map(SecretMark::of), Optional.of(true))
                : new Row(key, effect, before, after, Optional.empty());
    }

    private static Row kept(Setting setting) {
        boolean secret = setting.type() == ValueType.SECRET || isSecret(setting.key(), setting.value());
        Optional<String> shown = Optional.of(secret ? SecretMark.of(setting.value()) : setting.value());
        return new Row(setting.key(), Effect.KEPT, shown, shown, secret ? Optional.of(true) : Optional.empty());
    }

    /** By what it holds, or by what its name says that it holds. */
    private static boolean isSecret(String key, String value) {
        String name = key.substring(key.lastIndexOf('.') + 1);
        return Secrets.areIn(value) || Secrets.areIn(name + "=" + value);
    }
}
