package io.sluice.promotion.command;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.jdbc.OutboxMessage;
import io.sluice.promotion.jdbc.OutboxMessage.About;
import io.sluice.promotion.jdbc.OutboxMessage.Audience;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spi.Facts;
import io.sluice.promotion.spi.NotificationKind;
import java.time.Clock;
import java.util.Set;

/**
 * Puts messages into the outbox, in the transaction that gives the reason for them. Facts name persons by id; the
 * dispatcher puts names in their place, outside of any deciding transaction.
 */
public final class Messages {
    private final Storage storage;
    private final Clock clock;

    public Messages(Storage storage, Clock clock) {
        this.storage = storage;
        this.clock = clock;
    }

    /** To one person, about a promotion. */
    public void toPerson(PromotionRequest request, NotificationKind kind, PersonId person, Facts facts) {
        to(request, kind, Audience.persons(Set.of(person)), facts);
    }

    /** To everybody who holds one of the roles in the target, about a promotion. */
    public void toRoles(PromotionRequest request, NotificationKind kind, Set<RoleId> roles, Facts facts) {
        to(request, kind, Audience.roles(roles, request.target()), facts);
    }

    /** About a promotion. */
    public void to(PromotionRequest request, NotificationKind kind, Audience audience, Facts facts) {
        put(request.organization(), About.promotion(request.id()), kind, audience, facts);
    }

    /** About a workspace. */
    public void toWorkspace(
            OrganizationId organization, WorkspaceId workspace, NotificationKind kind, Audience audience, Facts facts) {
        put(organization, About.workspace(workspace), kind, audience, facts);
    }

    /** About a version of an artifact. */
    public void toVersion(
            OrganizationId organization,
            ArtifactRef artifact,
            VersionLabel version,
            NotificationKind kind,
            Audience audience,
            Facts facts) {
        put(organization, About.version(artifact, version), kind, audience, facts);
    }

    /** About the organization as a whole. */
    public void toOrganization(OrganizationId organization, NotificationKind kind, Audience audience, Facts facts) {
        put(organization, About.organization(), kind, audience, facts);
    }

    /** One about a promotion, for the caller to put into the outbox together with others. */
    public OutboxMessage drafted(PromotionRequest request, NotificationKind kind, Audience audience, Facts facts) {
        return drafted(request.organization(), About.promotion(request.id()), kind, audience, facts);
    }

    private OutboxMessage drafted(
            OrganizationId organization, About about, NotificationKind kind, Audience audience, Facts facts) {
        kind.require(about.type(), facts);
        return OutboxMessage.ready(organization, Ids.next(), about, kind, audience, facts, clock.instant());
    }

    private void put(OrganizationId organization, About about, NotificationKind kind, Audience audience, Facts facts) {
        storage.outbox().insert(drafted(organization, about, kind, audience, facts));
    }
}
