package quickstart.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The dry run of the evaluation set: which tool the agent's tool table gives a prompt to. */
@Tag("agent")
class AgentEvaluationTest {

    private static AgentDefinition definition;
    private static ToolRouter router;

    @BeforeAll
    static void read() throws IOException {
        definition = SampleVersion.parse(SampleVersion.definition(), AgentDefinition.class);
        router = new ToolRouter(definition);
    }

    private static String route(String prompt) {
        return router.route(prompt).map(AgentDefinition.Tool::name).orElse("none");
    }

    @Test
    void reachesTheAccuracyItAsksFor() {
        AgentDefinition.Evaluation evaluation = definition.evaluation();
        Set<String> wrong = new TreeSet<>();
        for (AgentDefinition.Case example : evaluation.cases()) {
            if (!route(example.prompt()).equals(example.expectedTool())) {
                wrong.add(example.id() + " went to " + route(example.prompt()));
            }
        }
        double accuracy = 1 - (double) wrong.size() / evaluation.cases().size();
        assertTrue(accuracy >= evaluation.minimumAccuracy(), accuracy + ", wrong: " + wrong);
    }

    @Test
    void coversEveryTool() {
        Set<String> covered = new TreeSet<>();
        definition.evaluation().cases().forEach(example -> covered.add(example.expectedTool()));
        Set<String> declared = new TreeSet<>();
        definition.tools().forEach(tool -> declared.add(tool.name()));
        assertEquals(declared, covered);
    }

    @Test
    void selfTestReachesItsTool() {
        assertEquals(definition.selfTest().expectedTool(), route(definition.selfTest().prompt()));
    }

    @Test
    void smallTalkReachesNoTool() {
        assertEquals("none", route("Good morning! Nice weather today."));
    }
}
