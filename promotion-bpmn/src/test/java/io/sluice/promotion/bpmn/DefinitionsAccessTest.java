package io.sluice.promotion.bpmn;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.GLOBEX;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.bpmn.deploy.ProcessDefinitions;
import io.sluice.promotion.bpmn.testing.ShippedProcess;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.problem.ForbiddenException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.problem.SluiceException;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.testing.SluiceFixture;
import io.sluice.promotion.workspace.EnvironmentType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who may ask what of the doors to processes. A door method without a row here fails. */
class DefinitionsAccessTest {
    private interface Question {
        Object ask(Actor actor, OrganizationId organization);
    }

    private record Row(String expected, Question question) {}

    @RegisterExtension
    static final ProcessFixture process = ProcessFixture.shared();

    /** Nobody, a viewer, a requester, an operator, a policy administrator, an auditor. */
    private static final List<String> COLUMNS = List.of("nora", "vic", "rita", "dan", "pia", "audrey");

    private final SluiceFixture acme = process.acme();
    private final ProcessDefinitions definitions = process.sluice().definitions();
    private final Map<String, Row> table = new LinkedHashMap<>();
    private PromotionRequest asked;

    @BeforeEach
    void fill() {
        acme.register("1.0.0");
        asked = process.request("1.0.0", DEV, STAGING);
        byte[] file = ShippedProcess.named("own").bytes();
        PromotionPolicy policy = PromotionPolicy.standard(EnvironmentType.STAGING);
        PromotionId id = asked.id();
        String view = "- + + + + +";
        //                                       nora vic rita dan pia audrey
        row("ProcessDefinitions.deploy", "- x x x + x", (who, org) -> definitions.deploy(who, org, "own.bpmn", file));
        row("ProcessDefinitions.verify", view, (who, org) -> definitions.verify(who, org, "own.bpmn", file, policy));
        row("ProcessDefinitions.list", view, definitions::list);
        row("ProcessDefinitions.file", view, (who, org) -> definitions.file(who, org, "promotion", 1));
        row("ProcessDefinitions.diff", view, (who, org) -> definitions.diff(who, org, "promotion", 1, 1));
        row("ProcessDefinitions.certificates", view, (who, org) -> definitions.certificates(who, org, "promotion"));
        row("ProcessDefinitions.refusedNow", view, definitions::refusedNow);
        row(
                "ProcessDefinitions.planMigration",
                "- x x + x x",
                (who, org) -> definitions.planMigration(who, org, "promotion", 1, 1));
        row(
                "ProcessDefinitions.migrate",
                "- x x + x x",
                (who, org) -> definitions.migrate(who, org, "promotion", 1, 1, List.of(), key()));
        row("ProcessDefinitions.state", view, (who, org) -> definitions.state(who, org, id));
        row(
                "ProcessMessages.send",
                "- x x ! x x",
                (who, org) -> process.sluice().messages().send(who, org, id, "hello", key()));
        row(
                "Incidents.list",
                "- x x + x x",
                (who, org) -> process.sluice().incidents().list(who, org, 10));
        row("Incidents.giveUp", "- - - - - -", (who, org) -> {
            process.sluice().incidents().giveUp(who, org, "none", "nobody mends it", key());
            return "done";
        });
        row("Incidents.retry", "- x x - x x", (who, org) -> {
            process.sluice().incidents().retry(who, org, "none");
            return "done";
        });
    }

    private void row(String name, String expected, Question question) {
        table.put(name, new Row(expected, question));
    }

    @Test
    void everyDoorToProcessesHasARow() {
        Set<String> doors = Stream.of(ProcessDefinitions.class, ProcessMessages.class, Incidents.class)
                .flatMap(door -> Stream.of(door.getDeclaredMethods()))
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .filter(method -> !method.getName().equals("deployShipped"))
                .map(DefinitionsAccessTest::name)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(table.keySet()).containsExactlyInAnyOrderElementsOf(doors);
    }

    @Test
    void everyRoleMayWhatTheTableSaysAndNothingElse() {
        table.forEach((name, row) -> assertThat(COLUMNS.stream()
                        .map(person -> symbol(row, acme.human(person), ACME))
                        .collect(Collectors.joining(" ")))
                .as(name)
                .isEqualTo(row.expected()));
    }

    @Test
    void whatBelongsToAnotherOrganizationIsNotThere() {
        acme.staff(GLOBEX);
        acme.populate(GLOBEX);
        definitions.deploy(
                acme.human("pia"), ACME, "own.bpmn", ShippedProcess.named("own").bytes());
        for (Question question : List.<Question>of(
                (who, org) -> definitions.state(who, org, asked.id()),
                (who, org) -> process.sluice().messages().send(who, org, asked.id(), "hello", key()),
                (who, org) -> definitions.file(who, org, "own", 1),
                (who, org) -> definitions.diff(who, org, "own", 1, 1),
                (who, org) -> definitions.planMigration(who, org, "own", 1, 1))) {
            assertThat(outcome(question, acme.human("dan"), GLOBEX)).isInstanceOf(NotFoundException.class);
        }
        assertThat(definitions.migrate(acme.human("dan"), GLOBEX, "promotion", 1, 1, List.of(asked.id()), key()))
                .allMatch(migrated -> !migrated.moved());
        table.forEach(
                (name, row) -> assertThat(outcome(row.question(), acme.human("dan"), new OrganizationId("nowhere")))
                        .as(name)
                        .isInstanceOf(NotFoundException.class));
    }

    /** Neither the engine nor anything that modifies running processes can be had from outside of its packages. */
    @Test
    void theEngineIsNotHandedOut() {
        assertThat(Stream.of(SluiceEngine.class.getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()))
                        .map(Method::getReturnType)
                        .map(Class::getName))
                .isNotEmpty()
                .noneMatch(type -> type.startsWith("org.camunda") || type.contains("EmbeddedEngine"));
        assertThat(Stream.of(ProcessDefinitions.class, ProcessMessages.class, Incidents.class)
                        .flatMap(door -> Stream.of(door.getDeclaredMethods()))
                        .filter(method -> Modifier.isPublic(method.getModifiers()))
                        .map(method -> method.toGenericString()))
                .noneMatch(method -> method.contains("org.camunda"));
    }

    private static String name(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }

    private static String symbol(Row row, Actor actor, OrganizationId organization) {
        Object outcome = outcome(row.question(), actor, organization);
        if (outcome instanceof NotFoundException) {
            return "-";
        }
        if (outcome instanceof ForbiddenException) {
            return "x";
        }
        return outcome instanceof SluiceException ? "!" : "+";
    }

    private static Object outcome(Question question, Actor actor, OrganizationId organization) {
        try {
            return Optional.of(question.ask(actor, organization));
        } catch (SluiceException refusal) {
            return refusal;
        }
    }
}
