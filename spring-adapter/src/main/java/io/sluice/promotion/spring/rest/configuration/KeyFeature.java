package io.sluice.promotion.spring.rest.configuration;

import static io.sluice.promotion.spring.rest.Routes.ORGANIZATION;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.configuration.ConfigurationKey;
import io.sluice.promotion.configuration.KeyChange;
import io.sluice.promotion.configuration.KeyRevision;
import io.sluice.promotion.configuration.ValueType;
import io.sluice.promotion.spring.rest.Answer;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.spring.rest.Cursor;
import io.sluice.promotion.spring.rest.Feature;
import io.sluice.promotion.spring.rest.Page;
import io.sluice.promotion.spring.rest.People;
import io.sluice.promotion.spring.rest.Person;
import io.sluice.promotion.spring.rest.Routes;
import io.sluice.promotion.spring.rest.Tag;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The keys that an organization configures its workspaces with. */
public final class KeyFeature implements Feature {
    private static final String KEYS = ORGANIZATION + "/configuration-keys";

    private record KeyBody(
            String name,
            ValueType type,
            Optional<String> description,
            Optional<String> defaultValue,
            Optional<Boolean> shared) {
        private ConfigurationKey key() {
            return new ConfigurationKey(name, type, description.orElse(""), defaultValue, shared.orElse(false));
        }

        private static KeyBody of(ConfigurationKey key) {
            return new KeyBody(
                    key.name(),
                    key.type(),
                    Optional.of(key.description()),
                    key.defaultValue(),
                    Optional.of(key.shared()));
        }
    }

    private record KeyChangeBody(Optional<List<KeyBody>> define, Optional<Set<String>> remove, String reason) {}

    private record KeysView(
            String etag, int revision, String reason, Optional<Person> by, Optional<Instant> at, List<KeyBody> keys) {
        private static KeysView of(KeyRevision revision, People people) {
            return new KeysView(
                    Tag.of(revision.revision()).quoted(),
                    revision.revision(),
                    revision.reason(),
                    revision.change().map(KeyRevision.Change::by).map(people::person),
                    revision.change().map(KeyRevision.Change::at),
                    revision.keys().values().stream()
                            .sorted(Comparator.comparing(ConfigurationKey::name))
                            .map(KeyBody::of)
                            .toList());
        }
    }

    private final Sluice sluice;

    /** Over these doors. */
    public KeyFeature(Sluice sluice) {
        this.sluice = sluice;
    }

    @Override
    public void routes(Routes routes) {
        routes.get(KEYS, this::keys);
        routes.patch(KEYS, this::change);
        routes.get(KEYS + "/history", this::history).paged();
    }

    private Answer keys(Call call) {
        KeyRevision revision = sluice.configurations().keys(call.actor(), call.organization());
        return Answer.shown(KeysView.of(revision, call.people()), Tag.of(revision.revision()));
    }

    private Answer change(Call call) {
        int seen = call.revision();
        KeyChangeBody body = call.body(KeyChangeBody.class);
        KeyChange wanted = new KeyChange(
                body.define().orElse(List.of()).stream().map(KeyBody::key).toList(),
                body.remove().orElse(Set.of()),
                body.reason());
        KeyRevision revision =
                sluice.configurations().changeKeys(call.actor(), call.organization(), seen, wanted, call.key());
        return Answer.done(KeysView.of(revision, call.people()), Tag.of(revision.revision()));
    }

    private Answer history(Call call) {
        int before = call.cursor(1, parts -> Integer.parseInt(parts.get(0))).orElse(Integer.MAX_VALUE);
        List<KeyRevision> rest = sluice.configurations().keyHistory(call.actor(), call.organization()).stream()
                .filter(revision -> revision.revision() < before)
                .limit(call.limit() + 1L)
                .toList();
        return Answer.shown(Page.of(
                rest,
                call.limit(),
                revision -> KeysView.of(revision, call.people()),
                last -> Cursor.of(Integer.toString(last.revision()))));
    }
}
