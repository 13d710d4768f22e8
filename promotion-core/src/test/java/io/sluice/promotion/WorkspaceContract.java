package io.sluice.promotion;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.PROD;
import static io.sluice.promotion.testing.SluiceFixture.SANDBOX;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.digest;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static io.sluice.promotion.testing.SluiceFixture.wanted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.NewVersion;
import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.gate.PromotionBlockedException;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.isolation.Finding;
import io.sluice.promotion.isolation.IsolationRule;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.request.NewPromotion;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.workspace.DataPolicy;
import io.sluice.promotion.workspace.EnvironmentType;
import io.sluice.promotion.workspace.Limits;
import io.sluice.promotion.workspace.Workspace;
import io.sluice.promotion.workspace.WorkspaceChange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Workspaces change and are archived, and stay apart from each other. */
abstract class WorkspaceContract extends SluiceContract {
    private static final ArtifactRef OTHER = ArtifactRef.orchestration("billing");

    private Workspace get(WorkspaceId id) {
        return sluice().workspaces().get(acme().human("vic"), ACME, id);
    }

    private Workspace change(WorkspaceId id, UnaryOperator<WorkspaceChange> change) {
        Workspace seen = get(id);
        return sluice().workspaces()
                .change(acme().human("olga"), ACME, id, seen.revision(), change.apply(WorkspaceChange.of(seen)), key());
    }

    private Workspace archive(WorkspaceId id) {
        return sluice().workspaces()
                .archive(acme().human("olga"), ACME, id, get(id).revision(), "no longer needed", key());
    }

    private AuditEvent newest(WorkspaceId id) {
        List<AuditEvent> events = sluice().audit().ofWorkspace(acme().human("audrey"), ACME, id);
        return events.get(events.size() - 1);
    }

    private void register(ArtifactRef artifact, String label, Map<String, String> metadata) {
        NewVersion version = new NewVersion(
                DEV, artifact, new VersionLabel(label), digest(label), Set.of(new PersonId("alice")), metadata);
        sluice().artifacts().register(acme().human("alice"), ACME, version, key());
    }

    @Test
    void everythingButItsPurposeChangesAndTheTrailSaysHow() {
        Workspace before = get(STAGING);

        Workspace after = change(
                STAGING,
                workspace -> workspace
                        .named("Acceptance")
                        .describedAs("like production")
                        .servedBy("gw-2")
                        .limitedTo(new Limits(5, 6))
                        .with(new DataPolicy(false, true, 90))
                        .afterNone());

        assertThat(after).isEqualTo(get(STAGING));
        assertThat(after.name()).isEqualTo("Acceptance");
        assertThat(after.gateway()).contains("gw-2");
        assertThat(after.promotionFrom()).isEmpty();
        assertThat(after.revision()).isEqualTo(before.revision() + 1);
        assertThat(after.environmentType()).isEqualTo(before.environmentType());
        assertThat(after.policyRevision()).isEqualTo(before.policyRevision());
        AuditEvent event = newest(STAGING);
        assertThat(event.type()).isEqualTo("workspace.changed");
        assertThat(event.actor()).startsWith("HUMAN:");
        assertThat(event.data().get("before"))
                .isEqualTo(Map.of(
                        "name",
                        "Staging",
                        "description",
                        "",
                        "gateway",
                        "",
                        "maxAgents",
                        100L,
                        "maxConcurrentExecutions",
                        10L,
                        "promotionFrom",
                        "dev",
                        "encryptionRequired",
                        false,
                        "retentionDays",
                        365L));
        assertThat((Map<?, ?>) event.data().get("after")).hasSize(8);
    }

    @Test
    void thePageAboutWorkspacesIsRight() {
        Sluice sluice = sluice();
        Actor actor = acme().human("olga");
        OrganizationId organization = ACME;
        WorkspaceId id = PROD;

        // snippet: change
        Workspace seen = sluice.workspaces().get(actor, organization, id);
        WorkspaceChange wanted = WorkspaceChange.of(seen).servedBy("gw-eu").after("dev");
        sluice.workspaces().change(actor, organization, id, seen.revision(), wanted, IdempotencyKey.unique());
        // end of snippet

        assertThat(get(PROD).gateway()).contains("gw-eu");
        assertThat(get(PROD).promotionFrom()).contains(DEV);
    }

    @Test
    void whoeverSawAnOldRevisionChangesNothing() {
        Workspace seen = get(STAGING);
        change(STAGING, workspace -> workspace.describedAs("first"));

        assertRefused(
                ConflictException.class,
                "workspace.stale",
                () -> sluice().workspaces()
                        .change(
                                acme().human("pia"),
                                ACME,
                                STAGING,
                                seen.revision(),
                                WorkspaceChange.of(seen).describedAs("second"),
                                key()));
        assertRefused(
                ConflictException.class,
                "workspace.stale",
                () -> sluice().workspaces().archive(acme().human("pia"), ACME, SANDBOX, 7, "no longer needed", key()));
        assertThat(get(STAGING).description()).isEqualTo("first");
    }

    @Test
    void aRepeatedChangeHasOneEffect() {
        Workspace seen = get(STAGING);
        IdempotencyKey once = key();
        WorkspaceChange wanted = WorkspaceChange.of(seen).describedAs("once");

        for (int i = 0; i < 2; i++) {
            assertThat(sluice().workspaces()
                            .change(acme().human("olga"), ACME, STAGING, seen.revision(), wanted, once)
                            .revision())
                    .isEqualTo(seen.revision() + 1);
        }
    }

    @Test
    void aPathThatWouldLeadBackToItselfIsNamed() {
        acme().create(
                        ACME,
                        NewWorkspace.of("late", "Late", EnvironmentType.STAGING).after("prod"));

        assertThatThrownBy(() -> change(STAGING, workspace -> workspace.after("late")))
                .isInstanceOfSatisfying(InvalidInputException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo("path.cycle");
                    assertThat(refusal).hasMessageContaining("staging→prod→late→staging");
                });
        assertRefused(
                InvalidInputException.class,
                "path.cycle",
                () -> change(STAGING, workspace -> workspace.after("staging")));
    }

    @Test
    void aPathLeadsThroughLivingWorkspacesOnly() {
        acme().create(ACME, NewWorkspace.of("old", "Old", EnvironmentType.STAGING));
        archive(new WorkspaceId("old"));

        assertRefused(
                InvalidInputException.class,
                "path.sandbox",
                () -> change(PROD, workspace -> workspace.after("sandbox")));
        assertRefused(
                InvalidInputException.class,
                "path.sandbox",
                () -> change(SANDBOX, workspace -> workspace.after("dev")));
        assertRefused(
                InvalidInputException.class,
                "workspace.archived",
                () -> change(PROD, workspace -> workspace.after("old")));
        assertRefused(NotFoundException.class, "notFound", () -> change(PROD, workspace -> workspace.after("nowhere")));
        assertThat(change(PROD, workspace -> workspace.after("dev")).promotionFrom())
                .contains(DEV);
    }

    @Test
    void aPathOnWhichSomethingTravelsStaysUntilItArrived() {
        acme().register("1.0.0");
        PromotionRequest open = acme().asked("1.0.0", DEV, STAGING);

        assertThatThrownBy(() -> change(STAGING, WorkspaceChange::afterNone))
                .isInstanceOfSatisfying(ConflictException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo("workspace.openPromotions");
                    assertThat(refusal).hasMessageContaining(open.id().value());
                });
        change(STAGING, workspace -> workspace.describedAs("something else may change"));
        promotions().cancel(acme().human("rita"), ACME, open.id(), "no", key());
        assertThat(change(STAGING, WorkspaceChange::afterNone).promotionFrom()).isEmpty();
    }

    @Test
    void whatIsArchivedStaysReadableAndLetsNothingIn() {
        acme().register("1.0.0");
        archive(PROD);

        assertThat(get(PROD).isArchived()).isTrue();
        assertThat(newest(PROD))
                .satisfies(event -> assertThat(event.type()).isEqualTo("workspace.archived"))
                .satisfies(
                        event -> assertThat(event.beside().texts().orElseThrow().texts())
                                .contains(entry("reason", "no longer needed")));
        acme().promoted("1.0.0", DEV, STAGING, "bob");
        assertThatThrownBy(() -> acme().request("1.0.0", STAGING, PROD))
                .isInstanceOfSatisfying(
                        PromotionBlockedException.class,
                        blocked -> assertThat(blocked.code()).isEqualTo("workspace.archived"));
        assertRefused(
                ConflictException.class,
                "workspace.archived",
                () -> change(PROD, workspace -> workspace.describedAs("late")));
        assertRefused(ConflictException.class, "workspace.archived", () -> archive(PROD));
    }

    @Test
    void whatIsInUseIsNotArchived() {
        assertRefused(ConflictException.class, "workspace.followed", () -> archive(STAGING));

        acme().inStaging("1.0.0");
        PromotionRequest open = acme().asked("1.0.0", STAGING, PROD);
        assertRefused(ConflictException.class, "workspace.openPromotions", () -> archive(PROD));
        promotions().cancel(acme().human("rita"), ACME, open.id(), "no", key());
        archive(PROD);
        assertThat(archive(STAGING).isArchived()).isTrue();
    }

    /** A workspace called "prod" in Cyrillic letters, and the like. */
    @Test
    void namesThatLookAlikeAreOneName() {
        for (String name : List.of("Production", "PRODUCTION", "Pr0duction", "Pro-duction")) {
            assertRefused(
                    ConflictException.class,
                    "name.lookalike",
                    () -> acme().create(ACME, NewWorkspace.of("other", name, EnvironmentType.SANDBOX)));
        }
        assertRefused(
                InvalidInputException.class,
                "name.confusable",
                () -> acme().create(ACME, NewWorkspace.of("other", "Prоduction", EnvironmentType.SANDBOX)));
        acme().create(ACME, NewWorkspace.of("tax", "ТАХ", EnvironmentType.SANDBOX));
        assertRefused(
                ConflictException.class, "name.lookalike", () -> change(SANDBOX, workspace -> workspace.named("TAX")));
        assertRefused(
                ConflictException.class,
                "name.lookalike",
                () -> change(SANDBOX, workspace -> workspace.named("Staglng")));
        change(STAGING, workspace -> workspace.named("STAGING"));
        archive(SANDBOX);
        acme().create(ACME, NewWorkspace.of("again", "Playground", EnvironmentType.SANDBOX));
    }

    @Test
    void recordsOfAProtectedWorkspaceAreNotKeptForAShorterTime() {
        assertRefused(
                InvalidInputException.class,
                "retention.shortened",
                () -> change(PROD, workspace -> workspace.with(new DataPolicy(false, false, 364))));

        assertThat(change(PROD, workspace -> workspace.with(new DataPolicy(false, false, 366)))
                        .dataPolicy()
                        .retentionDays())
                .isEqualTo(366);
        change(STAGING, workspace -> workspace.with(new DataPolicy(false, false, 30)));
    }

    @Test
    void workspacesThatMustKeepApartAreNotBroughtTogether() {
        change(PROD, workspace -> workspace.servedBy("gw-prod"));

        assertRefused(
                InvalidInputException.class,
                "isolation.sharedGateway",
                () -> change(STAGING, workspace -> workspace.servedBy("gw-prod")));
        assertRefused(
                InvalidInputException.class,
                "isolation.sharedGateway",
                () -> acme().create(
                                ACME,
                                NewWorkspace.of("new", "New", EnvironmentType.STAGING)
                                        .servedBy("gw-prod")));
        assertRefused(
                InvalidInputException.class,
                "isolation.foreignSecret",
                () -> acme().create(
                                ACME,
                                NewWorkspace.of("new", "New", EnvironmentType.STAGING)
                                        .configuredWith(Map.of("db", "secret:vault/prod/db"))));
        assertThat(sluice().workspaces().isolation(acme().human("olga"), ACME)).isEmpty();
    }

    @Test
    void whatDoesNotKeepApartIsShownOnDemandAndClosesTheGate() {
        change(PROD, workspace -> workspace.servedBy("gw-prod"));
        change(DEV, workspace -> workspace.servedBy("gw-1"));
        change(STAGING, workspace -> workspace.servedBy("gw-1"));
        assertThat(sluice().workspaces().isolation(acme().human("olga"), ACME))
                .extracting(Finding::rule)
                .containsExactly(IsolationRule.GATEWAY_ACROSS_TYPES);
        acme().inStaging("1.0.0");

        database().execute("UPDATE sluice_workspace SET gateway = 'gw-prod' WHERE id = 'staging'");
        database().execute("UPDATE sluice_organization SET layout = layout + 1");

        assertThat(sluice().workspaces().isolation(acme().human("audrey"), ACME))
                .filteredOn(Finding::isError)
                .extracting(Finding::rule)
                .containsExactly(IsolationRule.SHARED_GATEWAY);
        assertThat(promotions()
                        .dryRun(acme().human("rita"), ACME, wanted("1.0.0", STAGING, PROD))
                        .reasons())
                .extracting(blocker -> blocker.code())
                .contains("isolation.sharedGateway");
        change(DEV, workspace -> workspace.describedAs("what was wrong before refuses nothing else"));
        change(STAGING, WorkspaceChange::withoutGateway);
        assertThat(acme().request("1.0.0", STAGING, PROD).isOpen()).isTrue();
    }

    @Test
    void personalDataStaysWhereItIsAllowed() {
        change(DEV, workspace -> workspace.with(new DataPolicy(true, false, 365)));
        change(STAGING, workspace -> workspace.with(new DataPolicy(false, true, 365)));
        register(OTHER, "1.0.0", Map.of());
        register(OTHER, "1.1.0", Map.of("data.pii", "false", "data.encrypted", "true"));

        assertThatThrownBy(() -> promotions()
                        .request(
                                acme().human("rita"),
                                ACME,
                                NewPromotion.of(OTHER, "1.0.0", DEV, STAGING, "because"),
                                key()))
                .isInstanceOfSatisfying(
                        PromotionBlockedException.class,
                        blocked -> assertThat(blocked.decision().reasons())
                                .extracting(blocker -> blocker.code())
                                .containsExactlyInAnyOrder("isolation.pii", "isolation.encryption"));
        assertThat(promotions()
                        .request(
                                acme().human("rita"),
                                ACME,
                                NewPromotion.of(OTHER, "1.1.0", DEV, STAGING, "because"),
                                key())
                        .isOpen())
                .isTrue();
    }

    @Test
    void aHeadOfAPathTakesOnlyWhatFits() {
        change(DEV, workspace -> workspace.limitedTo(new Limits(1, 10)).with(new DataPolicy(false, true, 365)));

        assertRefused(InvalidInputException.class, "isolation.encryption", () -> register(OTHER, "1.0.0", Map.of()));
        Map<String, String> encrypted = Map.of("data.encrypted", "true");
        assertRefused(
                InvalidInputException.class,
                "isolation.pii",
                () -> register(OTHER, "1.0.0", Map.of("data.encrypted", "true", "data.pii", "true")));
        assertRefused(
                ConflictException.class,
                "limit.maxConcurrentExecutions",
                () -> register(OTHER, "1.0.0", Map.of("data.encrypted", "true", "executions", "11")));
        register(OTHER, "1.0.0", encrypted);
        register(OTHER, "1.1.0", encrypted);
        assertRefused(
                ConflictException.class,
                "limit.maxAgents",
                () -> register(ArtifactRef.agent("second"), "1.0.0", encrypted));
    }

    @Test
    void twoPromotionsDoNotBothTakeTheLastExecutions() {
        change(DEV, workspace -> workspace.limitedTo(new Limits(100, 100)));
        register(OTHER, "1.0.0", Map.of("executions", "6"));
        register(ArtifactRef.agent("second"), "1.0.0", Map.of("executions", "6"));
        PromotionRequest first = ready(OTHER);
        PromotionRequest second = ready(ArtifactRef.agent("second"));

        assertThat(flow().reserve(first.id())).isEmpty();
        assertThat(flow().reserve(second.id()).orElseThrow().reasons())
                .extracting(blocker -> blocker.code())
                .containsExactly("limit.promised");
        flow().deployAndFinish(first.id());
        assertThat(promotions()
                        .whyBlocked(acme().human("vic"), ACME, second.id())
                        .reasons())
                .extracting(blocker -> blocker.code())
                .contains("limit.maxConcurrentExecutions");
    }

    private PromotionRequest ready(ArtifactRef artifact) {
        PromotionRequest request = promotions()
                .request(
                        acme().human("rita"), ACME, NewPromotion.of(artifact, "1.0.0", DEV, STAGING, "because"), key());
        flow().runChecks(request.id());
        flow().openApproval(request.id());
        acme().approve(request.id(), "bob");
        return request;
    }

    @Test
    void settingsOfANewWorkspaceDefineTheirKeys() {
        acme().create(
                        ACME,
                        NewWorkspace.of("new", "New", EnvironmentType.STAGING)
                                .configuredWith(Map.of("region", "eu", "db", "secret:vault/new/db")));

        assertThat(sluice().configurations()
                        .effective(acme().human("dan"), ACME, new WorkspaceId("new"))
                        .values())
                .containsExactly(entry("db", "secret:vault/new/db"), entry("region", "eu"));
        assertThat(sluice().configurations().keys(acme().human("dan"), ACME).keys())
                .containsOnlyKeys("db", "region");
        assertRefused(
                InvalidInputException.class,
                "configuration.secretValue",
                () -> acme().create(
                                ACME,
                                NewWorkspace.of("second", "Second", EnvironmentType.STAGING)
                                        .configuredWith(Map.of("db", "password=hunter2"))));
        assertThat(sluice().workspaces().list(acme().human("vic"), ACME))
                .extracting(Workspace::id)
                .doesNotContain(new WorkspaceId("second"));
        assertThat(Optional.of(newest(new WorkspaceId("new"))).map(AuditEvent::type))
                .contains("workspace.created");
    }
}
