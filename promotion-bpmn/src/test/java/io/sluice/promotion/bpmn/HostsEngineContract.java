package io.sluice.promotion.bpmn;

import static io.sluice.promotion.bpmn.testing.BpmnFile.flow;
import static io.sluice.promotion.bpmn.testing.BpmnFile.process;
import static io.sluice.promotion.bpmn.testing.BpmnFile.sequence;
import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.bpmn.Incidents.Incident;
import io.sluice.promotion.bpmn.testing.HostsEngine;
import io.sluice.promotion.bpmn.testing.ShippedProcess;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.testing.SluiceFixture;
import io.sluice.promotion.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Promotions on an engine that is the host's, beside processes of the host. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HostsEngineContract {
    /** A bean of the host, as its own processes use it. */
    public static final class Greeter {
        private final List<String> greeted = new ArrayList<>();

        /** Called by an expression. */
        public String greet(String name) {
            greeted.add(name);
            return "hello " + name;
        }
    }

    private final Greeter greeter = new Greeter();
    private final List<String> heard = new ArrayList<>();
    private final AtomicBoolean hostStepRan = new AtomicBoolean();

    @RegisterExtension
    @Order(1)
    final ProcessFixture process = ProcessFixture.inEngineOfHost(
            database(),
            this::settings,
            builder -> builder.step("report", work -> {
                hostStepRan.set(true);
                return HostStep.Result.done();
            }));

    private final SluiceFixture acme = process.acme();
    private final ProcessEngine host = process.hosts();

    /** The database of this contract. */
    abstract TestDatabase database();

    private void settings(ProcessEngineConfigurationImpl engine) {
        engine.setBeans(new HashMap<>(Map.of("greeter", greeter)));
        engine.setCustomPostBPMNParseListeners(new ArrayList<>(List.of(new AbstractBpmnParseListener() {
            @Override
            public void parseProcess(Element element, ProcessDefinitionEntity definition) {
                definition.addListener(ExecutionListener.EVENTNAME_START, (ExecutionListener)
                        execution -> heard.add(definition.getKey()));
            }
        })));
    }

    @BeforeEach
    void register() {
        greeter.greeted.clear();
        heard.clear();
        hostStepRan.set(false);
        acme.register("1.0.0");
    }

    /** What the host deployed and left running; the library's own stays. */
    @AfterEach
    void clear() {
        host.getIdentityService().clearAuthentication();
        host.getRepositoryService()
                .createDeploymentQuery()
                .deploymentName("host")
                .list()
                .forEach(deployment -> host.getRepositoryService().deleteDeployment(deployment.getId(), true));
    }

    @AfterAll
    void close() {
        process.close();
    }

    @Test
    void aPromotionRunsToItsEndBesideAProcessOfTheHost() {
        ProcessInstance waiting = start(sequence("holiday", "<userTask/>"));

        PromotionRequest promoted = process.inStaging("2.0.0");

        assertThat(promoted.status()).isEqualTo(PromotionStatus.COMPLETED);
        assertThat(acme.deployer().calls()).isNotEmpty();
        assertThat(instances("holiday")).containsExactly(waiting.getId());
        host.getRuntimeService().deleteProcessInstance(waiting.getId(), "swept away");
    }

    @Test
    void processesOfTheHostKeepTheirBeansScriptsClassesAndListeners() {
        start(sequence(
                "holiday",
                "<serviceTask camunda:expression=\"${greeter.greet('ann')}\"/>",
                "<scriptTask scriptFormat=\"juel\"><script>${greeter.greet('ben')}</script></scriptTask>",
                "<serviceTask camunda:class=\"" + HostsOwnStep.class.getName() + "\"/>",
                "<serviceTask camunda:expression=\"${greeter.greet(word)}\"><extensionElements><camunda:inputOutput>"
                        + "<camunda:inputParameter name=\"word\">${greeter.greet('cat')}</camunda:inputParameter>"
                        + "</camunda:inputOutput></extensionElements></serviceTask>"));

        assertThat(greeter.greeted).containsExactly("ann", "ben", "cat", "hello cat");
        assertThat(heard).containsExactly("holiday");
        assertThat(instances("holiday")).isEmpty();
    }

    @Test
    void stepsOfPromotionsAreNothingToProcessesOfTheHost() {
        ProcessDefinition thief = HostsEngine.deploy(
                host, sequence("thief", "<serviceTask camunda:delegateExpression=\"${promotionReserve}\"/>"));

        assertThatThrownBy(() -> host.getRuntimeService().startProcessInstanceById(thief.getId()))
                .isInstanceOf(ProcessEngineException.class)
                .hasStackTraceContaining("promotionReserve");
    }

    @Test
    void beansAndListenersOfTheHostAreNothingToPromotions() {
        assertThatThrownBy(() -> process.sluice()
                        .definitions()
                        .deploy(
                                ProcessFixture.administrator(),
                                ACME,
                                "greets.bpmn",
                                ShippedProcess.named("greets")
                                        .with("${promotionReserve}", "${greeter}")
                                        .bytes()))
                .isInstanceOf(InvalidInputException.class);

        process.request("1.0.0", DEV, STAGING);

        assertThat(heard).isEmpty();
    }

    @Test
    void incidentsOfTheHostAreNeitherShownNorCountedNorTriedAgain() {
        ProcessInstance broken = start(
                process(
                        "broken",
                        "<startEvent id=\"s\"/><serviceTask id=\"t\" camunda:asyncBefore=\"true\""
                                + " camunda:expression=\"${nobody}\"/><endEvent id=\"e\"/>"
                                + flow("s", "t")
                                + flow("t", "e")),
                Map.of("organizationId", "acme", "promotionId", "p"));
        Job job = host.getManagementService()
                .createJobQuery()
                .processInstanceId(broken.getId())
                .singleResult();
        host.getManagementService().setJobRetries(job.getId(), 0);
        String incident = host.getRuntimeService()
                .createIncidentQuery()
                .processInstanceId(broken.getId())
                .singleResult()
                .getId();

        assertThat(process.sluice().incidents().list(ProcessFixture.operator(), ACME, 10))
                .isEmpty();
        assertThat(process.sluice().monitor().openIncidents()).isZero();
        assertThat(process.sluice().monitor().incidentsSince(Instant.EPOCH, 10)).isEmpty();
        assertThatThrownBy(() -> process.sluice().incidents().retry(ProcessFixture.operator(), ACME, incident))
                .isInstanceOf(NotFoundException.class);
        host.getRuntimeService().deleteProcessInstance(broken.getId(), "swept away");
    }

    @Test
    void incidentsOfPromotionsAreShownCountedAndTriedAgainAmongThoseOfTheHost() {
        for (int i = 0; i < 3; i++) {
            ProcessInstance broken = start(
                    sequence("broken", "<serviceTask camunda:type=\"external\" camunda:topic=\"elsewhere\"/>"),
                    Map.of("organizationId", "acme"));
            host.getExternalTaskService()
                    .setRetries(
                            host.getExternalTaskService()
                                    .createExternalTaskQuery()
                                    .processInstanceId(broken.getId())
                                    .singleResult()
                                    .getId(),
                            0);
        }
        PromotionRequest asked = acme.request("1.0.0", DEV, STAGING);
        LockedExternalTask checks = process.fetchAs("intruder");
        process.externalTasks().handleFailure(checks.getId(), "intruder", "no", 0, 0);

        List<Incident> shown = process.sluice().incidents().list(ProcessFixture.operator(), ACME, 1);

        assertThat(shown).extracting(Incident::promotion).containsExactly(asked.id());
        assertThat(process.sluice().monitor().openIncidents()).isEqualTo(1);
        assertThat(process.sluice().monitor().incidentsSince(Instant.EPOCH, 1)).hasSize(1);
        process.sluice()
                .incidents()
                .retry(ProcessFixture.operator(), ACME, shown.get(0).id());
        process.run();
        assertThat(process.approve(asked, "bob").status()).isEqualTo(PromotionStatus.COMPLETED);
        instances("broken").forEach(id -> host.getRuntimeService().deleteProcessInstance(id, "swept away"));
    }

    @Test
    void workForOutsideThatIsTheHostsIsLeftToItsOwnWorkers() {
        ProcessInstance reporting = start(sequence(
                "reporting",
                "<serviceTask camunda:type=\"external\" camunda:topic=\"report\"/>",
                "<serviceTask camunda:type=\"external\" camunda:topic=\"promotion.deploy\"/>"));

        assertThat(process.work()).isFalse();

        assertThat(hostStepRan).isFalse();
        List<LockedExternalTask> left = host.getExternalTaskService()
                .fetchAndLock(1, "own worker")
                .topic("report", 1_000)
                .execute();
        host.getExternalTaskService().complete(left.get(0).getId(), "own worker");
        assertThat(process.work()).isFalse();
        host.getRuntimeService().deleteProcessInstance(reporting.getId(), "swept away");
    }

    @Test
    void aProcessThatTakesPartInSomethingElseUnderTheIdOfAPromotionDoesNotDisturbIt() {
        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);
        ProcessDefinition beside = HostsEngine.deploy(host, sequence("beside", "<userTask/>"));
        ProcessInstance own = host.getRuntimeService()
                .startProcessInstanceById(
                        beside.getId(),
                        asked.id().value(),
                        Map.of(
                                "organizationId",
                                "acme",
                                "promotionId",
                                asked.id().value()));

        host.getRuntimeService().deleteProcessInstance(own.getId(), "swept away");
        assertThat(process.approve(asked, "bob").status()).isEqualTo(PromotionStatus.COMPLETED);
    }

    @Test
    void whoeverReachesTheEngineGetsNothingDeployed() {
        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);
        String instance = process.instance(asked).getId();
        String task = host.getTaskService()
                .createTaskQuery()
                .processInstanceId(instance)
                .singleResult()
                .getId();
        host.getRuntimeService().setVariables(instance, Map.of("approvalOutcome", "APPROVED", "checksPassed", true));
        assertThatThrownBy(() -> host.getTaskService().complete(task))
                .hasStackTraceContaining("is completed by a decision only");
        host.getRuntimeService()
                .createProcessInstanceModification(instance)
                .startBeforeActivity("deploy")
                .cancelAllForActivity("approve")
                .execute();
        LockedExternalTask deploy = host.getExternalTaskService()
                .fetchAndLock(1, "intruder")
                .topic("promotion.deploy", 1_000)
                .execute()
                .get(0);
        host.getExternalTaskService().complete(deploy.getId(), "intruder");

        for (int attempt = 0; attempt < ExternalWorker.ATTEMPTS; attempt++) {
            process.work();
            process.advance(Duration.ofMinutes(5));
        }

        assertThat(acme.deployer().calls()).isEmpty();
        assertThat(process.get(asked).status()).isEqualTo(PromotionStatus.PENDING);
    }

    @Test
    void nobodyElseStartsOrCallsTheProcessOfAPromotion() {
        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);
        Map<String, Object> ids =
                Map.of("organizationId", "acme", "promotionId", asked.id().value());
        ProcessDefinition caller = HostsEngine.deploy(
                host,
                sequence(
                        "caller",
                        "<callActivity calledElement=\"promotion\"><extensionElements>"
                                + "<camunda:in variables=\"all\"/></extensionElements></callActivity>"));

        assertThatThrownBy(() -> host.getRuntimeService().startProcessInstanceByKey("promotion", ids))
                .hasStackTraceContaining("started through Sluice only");
        assertThatThrownBy(() -> host.getRuntimeService().startProcessInstanceById(caller.getId(), ids))
                .hasStackTraceContaining("started through Sluice only");

        assertThat(instances("promotion"))
                .containsExactly(process.instance(asked).getId());
    }

    @Test
    void aLaterProcessOfTheHostUnderTheSameKeyDoesNotTakeThePlaceOfTheLibrarys() {
        ProcessDefinition same = HostsEngine.deploy(host, sequence("promotion", "<userTask/>"));
        assertThat(same.getVersion()).isGreaterThan(1);

        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);

        assertThat(process.instance(asked).getProcessDefinitionId()).isNotEqualTo(same.getId());
        assertThat(process.sluice().definitions().list(ProcessFixture.administrator(), ACME))
                .noneMatch(version -> version.process().equals("promotion") && version.version() == same.getVersion());
    }

    @Test
    void whatTheEngineThinksOfThePersonOnTheThreadPlaysNoPart() {
        ProcessEngineConfigurationImpl engine = (ProcessEngineConfigurationImpl) host.getProcessEngineConfiguration();
        engine.setAuthorizationEnabled(true);
        try {
            host.getIdentityService().setAuthentication("bob", List.of(), List.of("another-tenant"));

            PromotionRequest promoted = process.inStaging("2.0.0");

            assertThat(promoted.status()).isEqualTo(PromotionStatus.COMPLETED);
            assertThat(host.getIdentityService().getCurrentAuthentication().getUserId())
                    .isEqualTo("bob");
        } finally {
            host.getIdentityService().clearAuthentication();
            engine.setAuthorizationEnabled(false);
        }
    }

    @Test
    void failedJobsOfPromotionsAreRepeatedAsOftenAsInAnEngineOfTheLibrarysOwn() {
        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);
        acme.approve(asked.id(), "bob");
        Job job = process.dueJobs().get(0);
        acme.directory().unavailable();

        assertThatThrownBy(() -> process.runJob(job.getId())).hasMessageContaining("directory");

        acme.directory().available();
        assertThat(host.getManagementService()
                        .createJobQuery()
                        .jobId(job.getId())
                        .singleResult()
                        .getRetries())
                .isEqualTo(9);
        process.advance(Duration.ofSeconds(6));
        process.run();
        assertThat(process.get(asked).status()).isEqualTo(PromotionStatus.COMPLETED);
    }

    @Test
    void remindersAndDeadlinesComeAsThePolicySays() {
        acme.replacePolicy(STAGING, policy -> policy.withApprovalDeadline(Duration.ofDays(5)));
        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);

        process.advance(Duration.ofDays(3));
        process.runJobs();
        assertThat(process.trail(asked.id())).contains("approval.reminded");

        process.advance(Duration.ofDays(4));
        process.run();
        assertThat(process.get(asked).status()).isEqualTo(PromotionStatus.EXPIRED);
    }

    /** The host's processes write with ours, or not at all. */
    @Test
    void aProcessOfTheHostAndAPromotionAreRolledBackTogether() {
        ProcessDefinition holiday = HostsEngine.deploy(host, sequence("holiday", "<userTask/>"));

        assertThatThrownBy(() -> acme.transactions().required(() -> {
                    host.getRuntimeService().startProcessInstanceById(holiday.getId());
                    acme.request("1.0.0", DEV, STAGING);
                    assertThat(instances("holiday")).hasSize(1);
                    throw new IllegalStateException("The host failed.");
                }))
                .hasMessage("The host failed.");

        assertThat(instances("holiday")).isEmpty();
        assertThat(instances("promotion")).isEmpty();
    }

    private ProcessInstance start(String file) {
        return start(file, Map.of());
    }

    private ProcessInstance start(String file, Map<String, Object> variables) {
        return host.getRuntimeService()
                .startProcessInstanceById(HostsEngine.deploy(host, file).getId(), variables);
    }

    private List<String> instances(String key) {
        return host.getRuntimeService().createProcessInstanceQuery().processDefinitionKey(key).list().stream()
                .map(ProcessInstance::getId)
                .toList();
    }
}
