package quickstart.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("orchestration")
class OrchestrationDefinitionTest {

    private static OrchestrationDefinition definition;
    private static Map<String, OrchestrationDefinition.Step> steps;

    @BeforeAll
    static void read() throws IOException {
        definition = SampleVersion.parse(SampleVersion.definition(), OrchestrationDefinition.class);
        steps = definition.steps().stream()
                .collect(Collectors.toMap(OrchestrationDefinition.Step::id, Function.identity()));
    }

    @Test
    void isTheVersionOfItsFolder() {
        Path folder = SampleVersion.folder();
        assertEquals("ORCHESTRATION", definition.kind());
        assertEquals(folder.getFileName().toString(), definition.version());
        assertEquals(folder.getParent().getFileName().toString(), definition.name());
    }

    @Test
    void declaresEveryNameItUses() {
        assertEquals(List.of(), definition.problems());
    }

    @Test
    void everyStepIsReached() {
        Set<String> reached = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(definition.start()));
        while (!open.isEmpty()) {
            String id = open.pop();
            if (!id.equals("end") && reached.add(id)) {
                open.addAll(steps.get(id).next().values());
            }
        }
        assertEquals(new TreeSet<>(steps.keySet()), reached);
    }

    @Test
    void everyRunEndsWithinTheRunTimeout() {
        long worst = new RunPlanner(definition).worstCaseMs();
        assertTrue(worst <= definition.limits().runTimeoutMs(), worst + " ms");
    }

    @Test
    void theCustomerIsAlwaysTold() {
        for (OrchestrationDefinition.Step step : definition.steps()) {
            if (step.next().containsValue("end")) {
                assertEquals("notify_customer", step.id());
            }
        }
    }

    @Test
    void calledAgentsHaveAVersionRange() {
        Set<String> declared = definition.agents().stream()
                .map(OrchestrationDefinition.Agent::name)
                .collect(Collectors.toSet());
        for (OrchestrationDefinition.Step step : definition.steps()) {
            assertTrue(step.agent() == null || declared.contains(step.agent()), step.id());
        }
        for (OrchestrationDefinition.Agent agent : definition.agents()) {
            assertTrue(agent.versions().matches(">=\\d+\\.\\d+\\.\\d+ <\\d+\\.\\d+\\.\\d+"), agent.versions());
        }
    }

    @Test
    void largerRefundsAreReviewedByTwo() {
        double automatic = definition.limits().automaticAmount();
        assertTrue(automatic <= 100, "automatic up to " + automatic);
        List<OrchestrationDefinition.Step> reviews =
                definition.steps().stream().filter(step -> step.type().equals("approval")).toList();
        assertEquals(1, reviews.size());
        assertEquals("refund-team", reviews.get(0).role());
        assertTrue(reviews.get(0).fourEyes());
    }

    @Test
    void selfTestIsAWayThroughTheFlow() {
        List<String> way = new ArrayList<>(definition.selfTest().expectedSteps());
        way.add("end");
        assertEquals(definition.start(), way.get(0));
        for (int i = 0; i + 1 < way.size(); i++) {
            String next = way.get(i + 1);
            assertTrue(steps.get(way.get(i)).next().containsValue(next), way.get(i) + " does not go on to " + next);
        }
    }
}
