package quickstart.samples;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a definition.json of kind AGENT says. */
public record AgentDefinition(
        String kind,
        String name,
        String version,
        Model model,
        Prompt prompt,
        List<Tool> tools,
        Guardrails guardrails,
        Evaluation evaluation,
        Requires requires,
        SelfTest selfTest) {

    public record Model(
            String provider,
            String name,
            double temperature,
            int maxOutputTokens,
            int contextTokens,
            int timeoutMs,
            int retries) {}

    public record Prompt(String language, List<String> system, String greeting, String handover) {}

    public record Tool(
            String name,
            String description,
            String handler,
            List<String> keywords,
            List<DataScope> dataScopes,
            List<String> permissions,
            Approval approval,
            List<String> secrets,
            int timeoutMs,
            int retries) {

        public boolean writes() {
            return dataScopes.stream().anyMatch(scope -> scope.access().equals("write"));
        }
    }

    public record DataScope(String name, String access, List<String> fields) {}

    public record Approval(double aboveAmount, String currency, String role) {}

    public record Guardrails(List<Rule> input, List<Rule> output, Limits limits) {}

    public record Rule(String type, String action, List<String> fields) {}

    public record Limits(int toolCallsPerTurn, int turnsPerConversation, int conversationTimeoutMs) {}

    public record Evaluation(String set, double minimumAccuracy, List<Case> cases) {}

    public record Case(String id, String prompt, String expectedTool) {}

    public record Requires(Set<String> secrets) {}

    public record SelfTest(String prompt, String expectedTool) {}

    /** The names that the definition uses but does not declare, or declares and does not use. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        Set<String> secrets = new TreeSet<>();
        for (Tool tool : tools) {
            if (!names.add(tool.name())) {
                problems.add("two tools named " + tool.name());
            }
            if (tool.dataScopes().isEmpty()) {
                problems.add(tool.name() + " has no data scope");
            }
            secrets.addAll(tool.secrets());
        }
        if (!secrets.equals(requires.secrets())) {
            problems.add("tools use the secrets " + secrets + ", declared are " + requires.secrets());
        }
        for (Case example : evaluation.cases()) {
            if (!names.contains(example.expectedTool())) {
                problems.add(example.id() + " expects the unknown tool " + example.expectedTool());
            }
        }
        return problems;
    }
}
