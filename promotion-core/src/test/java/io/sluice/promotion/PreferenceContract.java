package io.sluice.promotion;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.preference.DailyDigest;
import io.sluice.promotion.preference.PersonalPreferences;
import io.sluice.promotion.preference.WorkspacePreferences;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spi.Notification;
import io.sluice.promotion.spi.NotificationKind;
import io.sluice.promotion.spi.Topic;
import io.sluice.promotion.testing.RecordingNotifier;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What people want to be told, and what everybody is told about a workspace. */
abstract class PreferenceContract extends SluiceContract {
    private static final DailyDigest AT_NOON = new DailyDigest(LocalTime.NOON, ZoneId.of("UTC"));

    @Test
    void whoeverChoseNothingIsToldEverything() {
        assertThat(sluice().preferences().mine(acme().human("bob"), ACME)).isEqualTo(PersonalPreferences.standard());

        asked();
        acme().dispatch();

        assertThat(mail().recipients(NotificationKind.APPROVAL_REQUESTED)).containsExactly("bob", "carol", "dave");
    }

    @Test
    void aKindThatAPersonTurnedOffDoesNotCome() {
        choose("bob", PersonalPreferences.standard().without(Set.of(NotificationKind.APPROVAL_REQUESTED)));

        asked();
        acme().dispatch();

        assertThat(mail().recipients(NotificationKind.APPROVAL_REQUESTED)).containsExactly("carol", "dave");
    }

    @Test
    void whatEverybodyMustLearnCannotBeTurnedOff() {
        assertRefused(
                InvalidInputException.class,
                "preference.mandatory",
                () -> PersonalPreferences.standard().without(Set.of(NotificationKind.BREAK_GLASS_USED)));
        assertRefused(
                InvalidInputException.class,
                "preference.mandatory",
                () -> new WorkspacePreferences(Map.of(), Set.of(NotificationKind.REPAIR_NEEDED)));
        assertRefused(
                InvalidInputException.class,
                "preference.mandatory",
                () -> new WorkspacePreferences(Map.of(), Set.of(NotificationKind.APPROVAL_REQUESTED)));
    }

    @Test
    void anUnknownChannelIsRefused() {
        PersonalPreferences byPigeon = new PersonalPreferences(
                Map.of(NotificationKind.NOTE, Set.of("pigeon")), Optional.empty(), Optional.empty());

        assertRefused(InvalidInputException.class, "preference.unknownChannel", () -> choose("bob", byPigeon));
    }

    @Test
    void aPersonIsToldInTheirOwnLanguage() {
        choose("bob", PersonalPreferences.standard().in(Locale.GERMAN));

        asked();
        acme().dispatch();

        assertThat(mail().delivered())
                .filteredOn(message -> message.recipient().person().value().equals("bob"))
                .extracting(message -> message.recipient().locale())
                .containsOnly(Locale.GERMAN);
    }

    @Test
    void preferencesComeBackAsTheyWere() {
        PersonalPreferences wanted = new PersonalPreferences(
                Map.of(NotificationKind.NOTE, Set.of("mail"), NotificationKind.OUTCOME, Set.of()),
                Optional.of(Locale.GERMANY),
                Optional.of(AT_NOON));

        assertThat(choose("bob", wanted)).isEqualTo(wanted);
        assertThat(sluice().preferences().mine(acme().human("bob"), ACME)).isEqualTo(wanted);
        assertThat(sluice().preferences().mine(acme().human("carol"), ACME)).isEqualTo(PersonalPreferences.standard());
        assertThat(choose("bob", PersonalPreferences.standard())).isEqualTo(PersonalPreferences.standard());
    }

    @Test
    void theDigestComesOnceADayHoweverManyNodesThereAre() {
        Sluice other = acme().wire(Sluice.builder()).flow(sluice -> flow()).build();
        choose("bob", PersonalPreferences.standard().with(AT_NOON));
        PromotionRequest request = asked();
        acme().dispatch();
        assertThat(mail().recipients(NotificationKind.APPROVAL_REQUESTED)).containsExactly("carol", "dave");
        assertThat(sluice().outbox().prepareDigests()).isZero();
        clock().advance(Duration.ofHours(2));

        int prepared = sluice().outbox().prepareDigests() + other.outbox().prepareDigests();
        acme().dispatch();

        assertThat(prepared).isEqualTo(1);
        assertThat(mail().recipients(NotificationKind.DIGEST)).containsExactly("bob");
        Notification digest = mail().delivered().get(mail().delivered().size() - 1);
        assertThat(((Topic.OfQueue) digest.topic()).waiting())
                .extracting(waiting -> waiting.promotion().id())
                .containsExactly(request.id());
        clock().advance(Duration.ofHours(23));
        assertThat(sluice().outbox().prepareDigests()).isZero();
        clock().advance(Duration.ofHours(1));
        assertThat(sluice().outbox().prepareDigests()).isEqualTo(1);
    }

    @Test
    void aDigestThatHasNothingToTellIsNotSent() {
        choose("bob", PersonalPreferences.standard().with(AT_NOON));
        PromotionRequest request = asked();
        acme().approve(request.id(), "bob");
        clock().advance(Duration.ofHours(2));

        assertThat(sluice().outbox().prepareDigests()).isEqualTo(1);
        acme().dispatch();

        assertThat(mail().recipients(NotificationKind.DIGEST)).isEmpty();
    }

    @Test
    void aWorkspaceTellsFurtherRolesAndKeepsQuietAboutOutcomes() {
        WorkspacePreferences wanted = new WorkspacePreferences(
                Map.of(NotificationKind.DECISION, Set.of(new RoleId("auditor"))), Set.of(NotificationKind.OUTCOME));
        assertThat(sluice().preferences().ofWorkspace(acme().human("vic"), ACME, STAGING))
                .isEqualTo(WorkspacePreferences.standard());

        assertThat(sluice().preferences().changeWorkspace(acme().human("pia"), ACME, STAGING, wanted, key()))
                .isEqualTo(wanted);
        PromotionRequest request = asked();
        acme().approve(request.id(), "bob");
        flow().deployAndFinish(request.id());
        acme().dispatch();

        assertThat(mail().recipients(NotificationKind.DECISION)).containsExactly("audrey", "rita");
        assertThat(mail().recipients(NotificationKind.OUTCOME)).isEmpty();
        assertThat(database().texts("SELECT type FROM sluice_audit_event WHERE chain = 'workspace:staging'"))
                .contains("workspace.preferencesChanged");
    }

    private RecordingNotifier mail() {
        return acme().notifier();
    }

    private PersonalPreferences choose(String person, PersonalPreferences wanted) {
        return sluice().preferences().change(acme().human(person), ACME, wanted, key());
    }

    private PromotionRequest asked() {
        acme().register("1.0.0");
        return acme().asked("1.0.0", DEV, STAGING);
    }
}
