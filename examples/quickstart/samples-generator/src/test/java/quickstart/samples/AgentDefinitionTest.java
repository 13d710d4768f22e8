package quickstart.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("agent")
class AgentDefinitionTest {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{|\\$\\{|<[A-Z_]{2,}>|\\b(TODO|FIXME|TBD|XXX)\\b");

    private static AgentDefinition definition;

    @BeforeAll
    static void read() throws IOException {
        definition = SampleVersion.parse(SampleVersion.definition(), AgentDefinition.class);
    }

    @Test
    void isTheVersionOfItsFolder() {
        Path folder = SampleVersion.folder();
        assertEquals("AGENT", definition.kind());
        assertEquals(folder.getFileName().toString(), definition.version());
        assertEquals(folder.getParent().getFileName().toString(), definition.name());
    }

    @Test
    void declaresEveryNameItUses() {
        assertEquals(List.of(), definition.problems());
    }

    @Test
    void promptsHaveNoPlaceholderLeft() {
        String prompts = String.join("\n", definition.prompt().system())
                + "\n" + definition.prompt().greeting() + "\n" + definition.prompt().handover();
        assertFalse(PLACEHOLDER.matcher(prompts).find(), prompts);
    }

    @Test
    void systemPromptLeavesRoomForTheConversation() {
        int words = String.join(" ", definition.prompt().system()).split("\\s+").length;
        assertTrue(words * 2 < definition.model().contextTokens() / 20, words + " words");
    }

    @Test
    void modelAnswersSteadilyAndInTime() {
        assertTrue(definition.model().temperature() <= 0.3, "temperature");
        assertTrue(definition.model().timeoutMs() <= 30_000, "timeout");
        assertTrue(definition.model().retries() <= 3, "retries");
    }

    @Test
    void oneTurnEndsWithinAMinute() {
        long slowest = definition.tools().stream()
                .mapToLong(tool -> (long) tool.timeoutMs() * (tool.retries() + 1))
                .sorted()
                .skip(Math.max(0, definition.tools().size() - definition.guardrails().limits().toolCallsPerTurn()))
                .sum();
        assertTrue(slowest + definition.model().timeoutMs() <= 60_000, slowest + " ms in tools");
    }

    @Test
    void conversationsAreBounded() {
        assertTrue(definition.guardrails().limits().turnsPerConversation() <= 50, "turns");
        assertTrue(definition.guardrails().limits().conversationTimeoutMs() <= 1_800_000, "timeout");
    }

    @Test
    void promptInjectionIsRefused() {
        assertTrue(definition.guardrails().input().stream()
                .anyMatch(rule -> rule.type().equals("prompt-injection") && rule.action().equals("refuse")));
    }

    @Test
    void personalDataIsRedacted() {
        List<String> redacted = definition.guardrails().output().stream()
                .filter(rule -> rule.type().equals("personal-data") && rule.action().equals("redact"))
                .flatMap(rule -> rule.fields().stream())
                .toList();
        assertTrue(redacted.containsAll(List.of("email", "phone", "iban", "cardNumber")), redacted.toString());
    }
}
