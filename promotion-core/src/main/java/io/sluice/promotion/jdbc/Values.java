package io.sluice.promotion.jdbc;

import io.sluice.promotion.artifact.ArtifactKind;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.check.CheckResultId;
import io.sluice.promotion.control.ControlId;
import io.sluice.promotion.identity.FreezeId;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PolicyChangeId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.ReleaseId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The named parameters of one statement, as the database shall see them: times in UTC and whole microseconds. */
final class Values {
    private static final Set<Class<?>> IDENTIFIERS = Set.of(
            OrganizationId.class,
            WorkspaceId.class,
            PromotionId.class,
            ReleaseId.class,
            FreezeId.class,
            PersonId.class,
            PolicyChangeId.class,
            RoleId.class,
            ArtifactKind.class,
            VersionLabel.class,
            Digest.class,
            CheckName.class,
            CheckResultId.class,
            ControlId.class);

    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    private Values() {}

    /** No parameters yet: for the few statements that serve every organization. */
    static Values none() {
        return new Values();
    }

    /** The tenant as {@code :org}, with which every other statement begins. */
    static Values of(OrganizationId organization) {
        return none().and("org", organization);
    }

    /** An empty {@link Optional} becomes NULL. */
    Values and(String name, Object value) {
        values.put(name, column(value));
        return this;
    }

    /** The artifact as {@code :artifactKind} and {@code :artifactId}. */
    Values and(ArtifactRef artifact) {
        return and("artifactKind", artifact.kind()).and("artifactId", artifact.id());
    }

    void forEach(BiConsumer<String, @Nullable Object> action) {
        values.forEach(action);
    }

    private static @Nullable Object column(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.isPresent() ? column(optional.get()) : null;
        }
        if (value instanceof Instant instant) {
            return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (IDENTIFIERS.contains(value.getClass())) {
            return value.toString();
        }
        if (value instanceof String
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof String[]) {
            return value;
        }
        throw new IllegalArgumentException(
                "No column holds a " + value.getClass().getSimpleName() + ".");
    }
}
