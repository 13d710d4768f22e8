package io.sluice.promotion.spring.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.bpmn.SluiceEngine;
import io.sluice.promotion.bpmn.SpareEngine;
import io.sluice.promotion.spring.ShippedFeatures;
import io.sluice.promotion.spring.rest.Contract.Documented;
import io.sluice.promotion.spring.rest.administration.Administration;
import io.sluice.promotion.spring.rest.artifact.ArtifactCalls;
import io.sluice.promotion.spring.rest.audit.AuditCalls;
import io.sluice.promotion.spring.rest.configuration.ConfigurationCalls;
import io.sluice.promotion.spring.rest.control.ControlCalls;
import io.sluice.promotion.spring.rest.delegation.PersonCalls;
import io.sluice.promotion.spring.rest.freeze.FreezeCalls;
import io.sluice.promotion.spring.rest.policy.PolicyCalls;
import io.sluice.promotion.spring.rest.process.ProcessCalls;
import io.sluice.promotion.spring.rest.promotion.CannedProcesses;
import io.sluice.promotion.spring.rest.promotion.CommandCalls;
import io.sluice.promotion.spring.rest.promotion.EmergencyCalls;
import io.sluice.promotion.spring.rest.promotion.ListCalls;
import io.sluice.promotion.spring.rest.promotion.PromotionCalls;
import io.sluice.promotion.spring.rest.release.ReleaseCalls;
import io.sluice.promotion.spring.rest.session.SessionCalls;
import io.sluice.promotion.spring.rest.statistics.StatisticsCalls;
import io.sluice.promotion.spring.rest.webhook.MessageCalls;
import io.sluice.promotion.spring.rest.workspace.WorkspaceCalls;
import io.sluice.promotion.testing.SluiceFixture;
import io.sluice.promotion.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The API does what openapi.yaml says, and openapi.yaml says all that the API does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContractTest {
    private static final List<ContractCalls> CALLS = List.of(
            new SessionCalls(),
            new PromotionCalls(),
            new CommandCalls(),
            new EmergencyCalls(),
            new ListCalls(),
            new WorkspaceCalls(),
            new PolicyCalls(),
            new ConfigurationCalls(),
            new FreezeCalls(),
            new ArtifactCalls(),
            new ReleaseCalls(),
            new ControlCalls(),
            new PersonCalls(),
            new MessageCalls(),
            new StatisticsCalls(),
            new ProcessCalls(),
            new AuditCalls());

    private final Contract contract = Contract.load();
    private TestDatabase database;
    private SluiceFixture acme;
    private SluiceEngine engine;
    private ApiServer server;

    @BeforeAll
    void start() {
        database = TestDatabase.h2Memory();
        acme = SluiceFixture.on(database.dataSource());
        engine = SpareEngine.beside(acme);
        server = ApiServer.start(acme, features(acme, engine));
    }

    @AfterAll
    void stop() {
        server.close();
        engine.close();
        database.close();
    }

    /** Every feature that a host gets. */
    private static List<Feature> features(SluiceFixture acme, SluiceEngine engine) {
        List<Feature> features = new ArrayList<>(ShippedFeatures.promotions(acme, new CannedProcesses(acme.sluice())));
        features.addAll(Administration.features(acme.sluice(), engine));
        return features;
    }

    @Test
    void everyOperationIsDescribedAndEveryDescriptionHasItsOperation() {
        assertThat(new TreeSet<>(server.api().operations()))
                .isEqualTo(new TreeSet<>(contract.operations().keySet()));
    }

    @Test
    void everyQueryParameterIsDescribed() {
        for (Documented operation : contract.operations().values()) {
            assertThat(operation.parameters("query"))
                    .as(operation.name())
                    .containsExactlyInAnyOrderElementsOf(server.api().queries(operation.name()));
        }
    }

    @Test
    void everyPartOfEveryPathIsDescribed() {
        for (Documented operation : contract.operations().values()) {
            assertThat(operation.parameters("path")).as(operation.name()).hasSize(operation.variables());
        }
    }

    @Test
    void everyPromisedStatusIsSeen() {
        server.observedBy(contract::saw);

        refuseEverywhere();
        CALLS.forEach(calls -> calls.make(new ContractWorld(acme, engine, server)));

        Set<String> unseen = new TreeSet<>(contract.promised());
        unseen.removeAll(contract.seen());
        assertThat(unseen).isEmpty();
    }

    /** What is refused before any operation begins is refused everywhere. */
    private void refuseEverywhere() {
        for (Documented operation : contract.operations().values()) {
            String path = operation.path().replaceAll("\\{[^}]+}", "x");
            Set<String> promised = promised(operation);
            if (promised.contains("401")) {
                server.asNobody().send(operation.method(), path, null);
            }
            if (promised.contains("400")) {
                server.as("alice").send(operation.method(), path + "?nonsense=1", null);
            }
            if (promised.contains("415")) {
                server.as("alice").with("Content-Type", "text/plain").send(operation.method(), path, "x");
            }
        }
    }

    private Set<String> promised(Documented operation) {
        return contract.promised().stream()
                .filter(one -> one.startsWith(operation.name() + " "))
                .map(one -> one.substring(operation.name().length() + 1))
                .collect(Collectors.toSet());
    }
}
