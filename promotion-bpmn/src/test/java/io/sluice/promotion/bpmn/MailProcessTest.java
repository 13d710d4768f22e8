package io.sluice.promotion.bpmn;

import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.sluice.promotion.bpmn.mail.MailSettings;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.policy.Reminders;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.testing.SluiceFixture;
import io.sluice.promotion.testing.TestDatabase;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Mails of a promotion from its steps through the outbox to a real SMTP server. */
class MailProcessTest {
    /** The same in all tests, so that a server can come back under its address. */
    private static final ServerSetup ADDRESS = new ServerSetup(freePort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP);

    @RegisterExtension
    static final ProcessFixture process = ProcessFixture.on(
            TestDatabase.h2Memory(),
            builder -> builder.mail(MailSettings.builder("127.0.0.1", "sluice@acme.example")
                    .port(ADDRESS.getPort())
                    .security(MailSettings.Security.NONE)
                    .link("https://gate.acme.example/promotions/{id}")
                    .build()));

    private final SluiceFixture acme = process.acme();

    private GreenMail server = new GreenMail(ADDRESS);

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void register() {
        server.start();
        acme.register("1.0.0");
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @AfterAll
    static void close() {
        process.close();
    }

    @Test
    void everybodyWhoIsConcernedGetsMail() {
        acme.replacePolicy(
                STAGING,
                policy -> policy.withReminders(
                        new Reminders(List.of(50, 80), 80, Optional.of(new RoleId("release-guard")))));
        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);
        assertThat(arrived())
                .containsExactly("bob: Approval needed", "carol: Approval needed", "dave: Approval needed");

        process.advance(Duration.ofHours(36));
        process.run();
        assertThat(arrived())
                .containsExactly(
                        "bob: Reminder: approval needed",
                        "carol: Reminder: approval needed",
                        "dave: Reminder: approval needed");

        process.advance(Duration.ofHours(22));
        process.run();
        assertThat(arrived())
                .containsExactly(
                        "bob: Reminder: approval needed",
                        "carol: Reminder: approval needed",
                        "dave: Reminder: approval needed",
                        "gus: Approvals are missing");

        acme.reject(asked.id(), "bob", "not today");
        assertThat(arrived()).containsExactly("rita: Rejected", "rita: Rejected by Bob");
    }

    @Test
    void aMailServerThatIsDownStopsNoPromotionAndLosesNoMail() {
        server.stop();
        PromotionRequest ended = process.approve(process.request("1.0.0", DEV, STAGING), "bob");
        acme.dispatch();
        assertThat(ended.status()).isEqualTo(PromotionStatus.COMPLETED);

        server = new GreenMail(ADDRESS);
        server.start();
        assertThat(arrived()).as("before it is tried again").isEmpty();
        process.advance(Duration.ofSeconds(6));

        assertThat(arrived()).hasSize(4).anyMatch(mail -> mail.startsWith("rita: "));
        process.advance(Duration.ofDays(1));
        assertThat(arrived()).as("once").isEmpty();
    }

    @Test
    void nothingIsSentAboutWhatWasRolledBack() {
        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);
        arrived();

        assertThatThrownBy(() -> acme.transactions().required(() -> {
                    acme.approve(asked.id(), "bob");
                    throw new IllegalStateException("The host failed.");
                }))
                .hasMessage("The host failed.");

        assertThat(arrived()).isEmpty();
    }

    /** The mails that came since the last look: to whom, and what the subject begins with. */
    private List<String> arrived() {
        acme.dispatch();
        List<String> mails = new ArrayList<>();
        try {
            for (MimeMessage mail : server.getReceivedMessages()) {
                String address = mail.getAllRecipients()[0].toString().replaceAll(".*<|@.*", "");
                mails.add(address + ": " + mail.getSubject().replaceAll(".*\\): ", ""));
            }
            server.purgeEmailFromAllMailboxes();
        } catch (MessagingException | FolderException e) {
            throw new IllegalStateException(e);
        }
        return mails.stream().sorted().toList();
    }
}
