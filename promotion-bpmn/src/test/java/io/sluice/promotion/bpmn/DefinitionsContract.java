package io.sluice.promotion.bpmn;

import static io.sluice.promotion.bpmn.ProcessFixture.administrator;
import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.GLOBEX;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.bpmn.deploy.ProcessDefinitions;
import io.sluice.promotion.bpmn.deploy.ProcessVersion;
import io.sluice.promotion.bpmn.testing.ShippedProcess;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.policy.PolicyRevision;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.process.Certificate;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.testing.SluiceFixture;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Process definitions belong to the organization that deployed them. */
abstract class DefinitionsContract {
    @RegisterExtension
    final ProcessFixture process;

    private final SluiceFixture acme;
    private final ProcessDefinitions definitions;

    DefinitionsContract(ProcessFixture process) {
        this.process = process;
        this.acme = process.acme();
        this.definitions = process.sluice().definitions();
    }

    @BeforeEach
    void foundGlobex() {
        acme.staff(GLOBEX);
        acme.populate(GLOBEX);
        acme.register("1.0.0");
    }

    @Test
    void onlyTheShippedProcessIsThereForEverybody() {
        for (OrganizationId organization : List.of(ACME, GLOBEX)) {
            assertThat(definitions.list(administrator(), organization))
                    .singleElement()
                    .satisfies(version -> {
                        assertThat(version.process()).isEqualTo("promotion");
                        assertThat(version.own()).isFalse();
                        assertThat(version.newest()).isTrue();
                        assertThat(version.digest())
                                .isEqualTo(Digest.of(ShippedProcess.unchanged().bytes()));
                        assertThat(version.deployedBy()).isEmpty();
                        assertThat(version.usedBy()).hasSize(4);
                    });
        }
    }

    @Test
    void whatOneOrganizationDeploysIsNotThereForAnother() {
        byte[] file = ShippedProcess.named("two-boards").bytes();

        ProcessVersion deployed = definitions.deploy(administrator(), ACME, "two-boards.bpmn", file);

        assertThat(deployed.version()).isEqualTo(1);
        assertThat(deployed.own()).isTrue();
        assertThat(deployed.deployedBy()).contains(new PersonId("pia"));
        assertThat(definitions.file(administrator(), ACME, "two-boards", 1)).isEqualTo(file);
        assertThat(keys(ACME)).containsExactly("promotion", "two-boards");
        assertThat(keys(GLOBEX)).containsExactly("promotion");
        assertThatThrownBy(() -> definitions.file(administrator(), GLOBEX, "two-boards", 1))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> choose(GLOBEX, "two-boards"))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("policy.unknownProcess"));
        assertThat(choose(ACME, "two-boards").policy().process()).isEqualTo("two-boards");
    }

    @Test
    void twoOrganizationsMayUseOneKeyForTwoProcesses() {
        definitions.deploy(
                administrator(),
                ACME,
                "same.bpmn",
                ShippedProcess.named("same").tryingAgainAfter("PT5M").bytes());
        definitions.deploy(
                administrator(),
                GLOBEX,
                "same.bpmn",
                ShippedProcess.named("same").tryingAgainAfter("PT10M").bytes());
        choose(ACME, "same");

        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);

        assertThat(definitions.list(administrator(), GLOBEX))
                .filteredOn(ProcessVersion::own)
                .singleElement()
                .satisfies(version -> {
                    assertThat(version.version()).isEqualTo(1);
                    assertThat(version.running()).isZero();
                });
        assertThat(definition(asked).getTenantId()).isEqualTo("acme");
        assertThat(new String(
                        definitions.file(
                                administrator(), ACME, "same", definition(asked).getVersion()),
                        StandardCharsets.UTF_8))
                .contains(">PT5M<");
        assertThat(process.approve(asked, "bob").status()).isEqualTo(PromotionStatus.COMPLETED);
    }

    @Test
    void anOwnProcessHidesTheShippedOneOfTheSameNameForItsOrganizationAlone() {
        definitions.deploy(
                administrator(),
                ACME,
                "promotion.bpmn",
                ShippedProcess.unchanged().tryingAgainAfter("PT5M").bytes());

        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);

        assertThat(definition(asked).getTenantId()).isEqualTo("acme");
        assertThat(definitions.list(administrator(), ACME))
                .extracting(ProcessVersion::own, ProcessVersion::newest, ProcessVersion::running)
                .containsExactly(tuple(true, true, 1L), tuple(false, false, 0L));
        assertThat(definitions.list(administrator(), GLOBEX))
                .extracting(ProcessVersion::own, ProcessVersion::newest)
                .containsExactly(tuple(false, true));
        assertThat(process.approve(asked, "bob").status()).isEqualTo(PromotionStatus.COMPLETED);
    }

    @Test
    void theSameFileAgainIsNoNewVersionAndAnOlderOneIs() {
        byte[] first = ShippedProcess.named("own").bytes();
        byte[] second = ShippedProcess.named("own").tryingAgainAfter("PT5M").bytes();

        List<Integer> versions = List.of(first, first, second, first).stream()
                .map(file -> definitions
                        .deploy(administrator(), ACME, "own.bpmn", file)
                        .version())
                .toList();

        assertThat(versions).containsExactly(1, 1, 2, 3);
    }

    @Test
    void runningPromotionsStayOnTheVersionTheyBeganWith() {
        definitions.deploy(
                administrator(), ACME, "own.bpmn", ShippedProcess.named("own").bytes());
        choose(ACME, "own");
        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);

        definitions.deploy(
                administrator(),
                ACME,
                "own.bpmn",
                ShippedProcess.named("own").tryingAgainAfter("PT5M").bytes());

        assertThat(definition(asked).getVersion()).isEqualTo(1);
        assertThat(definitions.list(administrator(), ACME))
                .filteredOn(ProcessVersion::own)
                .extracting(ProcessVersion::version, ProcessVersion::running, ProcessVersion::usedBy)
                .containsExactly(tuple(2, 0L, List.of(STAGING)), tuple(1, 1L, List.of()));
    }

    @Test
    void aDeploymentIsCertifiedAndWrittenDown() {
        byte[] file = ShippedProcess.named("own").bytes();

        ProcessVersion deployed = definitions.deploy(administrator(), ACME, "own.bpmn", file);

        Certificate certificate = deployed.proof().orElseThrow();
        assertThat(certificate.workspace()).isEmpty();
        assertThat(certificate.by()).isEqualTo(new PersonId("pia"));
        assertThat(certificate.at()).isEqualTo(process.now());
        assertThat(certificate.proof().digest()).isEqualTo(Digest.of(file));
        assertThat(certificate.proof().version()).isEqualTo(1);
        assertThat(certificate.proof().proved()).isTrue();
        assertThat(certificate.proof().checks()).isTrue();
        assertThat(certificate.proof().stages()).containsExactly("approval");
        assertThat(process.database()
                        .texts("SELECT data FROM sluice_audit_event"
                                + " WHERE chain = 'organization:acme' AND type = 'process.deployed'"))
                .singleElement()
                .asString()
                .contains("own.bpmn", certificate.proof().digest().value(), "proved");
    }

    @Test
    void aPolicyThatComesInForceIsCertifiedWithItsProcess() {
        definitions.deploy(
                administrator(), ACME, "own.bpmn", ShippedProcess.named("own").bytes());

        PolicyRevision chosen = choose(ACME, "own");

        assertThat(definitions.certificates(administrator(), ACME, "own"))
                .extracting(
                        Certificate::workspace,
                        certificate -> certificate.proof().stages())
                .containsExactly(
                        tuple(
                                Optional.of(STAGING),
                                chosen.policy().stages().stream()
                                        .map(stage -> stage.name())
                                        .toList()),
                        tuple(Optional.empty(), List.of("approval")));
        assertThat(definitions.certificates(administrator(), GLOBEX, "own")).isEmpty();
    }

    @Test
    void filesThatBelongTogetherAreStoredTogetherOrNotAtAll() {
        byte[] good = ShippedProcess.named("good").bytes();
        byte[] bad = ShippedProcess.named("bad").tryingAgainAfter("five days").bytes();

        assertThatThrownBy(() -> definitions.deploy(administrator(), ACME, Map.of("good.bpmn", good, "bad.bpmn", bad)))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("bpmn.timer"));
        assertThat(keys(ACME)).containsExactly("promotion");

        byte[] mended = ShippedProcess.named("bad").tryingAgainAfter("P5D").bytes();
        assertThat(definitions.deploy(administrator(), ACME, Map.of("good.bpmn", good, "bad.bpmn", mended)))
                .extracting(ProcessVersion::resource)
                .containsExactly("bad.bpmn", "good.bpmn");
    }

    @Test
    void anUnlikelyNumberOfFilesIsRefused() {
        assertThatThrownBy(() -> definitions.deploy(administrator(), ACME, Map.of()))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("bpmn.files"));
    }

    private List<String> keys(OrganizationId organization) {
        return definitions.list(administrator(), organization).stream()
                .map(ProcessVersion::process)
                .toList();
    }

    private PolicyRevision choose(OrganizationId organization, String name) {
        return choose(organization, STAGING, name);
    }

    private PolicyRevision choose(OrganizationId organization, WorkspaceId workspace, String name) {
        PolicyRevision before = process.sluice().sluice().policies().current(administrator(), organization, workspace);
        return process.sluice()
                .sluice()
                .policies()
                .replace(
                        administrator(),
                        organization,
                        workspace,
                        before.revision(),
                        before.policy().withProcess(name),
                        "ours now",
                        key());
    }

    private ProcessDefinition definition(PromotionRequest request) {
        return process.engine()
                .getRepositoryService()
                .getProcessDefinition(process.instance(request).getProcessDefinitionId());
    }
}
