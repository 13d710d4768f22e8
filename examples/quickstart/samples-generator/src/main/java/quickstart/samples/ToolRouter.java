package quickstart.samples;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Chooses the tool whose keywords occur most in a prompt, as the agent's dry run does without a model. */
public final class ToolRouter {

    private final List<AgentDefinition.Tool> tools;
    private final Map<String, int[]> toolsByKeyword = new HashMap<>();

    public ToolRouter(AgentDefinition definition) {
        tools = definition.tools();
        for (int i = 0; i < tools.size(); i++) {
            for (String keyword : tools.get(i).keywords()) {
                int[] known = toolsByKeyword.getOrDefault(keyword, new int[0]);
                int[] more = Arrays.copyOf(known, known.length + 1);
                more[known.length] = i;
                toolsByKeyword.put(keyword, more);
            }
        }
    }

    /** The tool that fits best, the one declared first where two fit alike. */
    public Optional<AgentDefinition.Tool> route(String prompt) {
        int[] hits = new int[tools.size()];
        for (String word : prompt.toLowerCase(Locale.ROOT).split("[^a-z]+")) {
            for (int tool : toolsByKeyword.getOrDefault(word, new int[0])) {
                hits[tool]++;
            }
        }
        int best = 0;
        for (int i = 1; i < hits.length; i++) {
            if (hits[i] > hits[best]) {
                best = i;
            }
        }
        return hits[best] == 0 ? Optional.empty() : Optional.of(tools.get(best));
    }
}
