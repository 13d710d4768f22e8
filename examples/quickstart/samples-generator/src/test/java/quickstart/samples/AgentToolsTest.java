package quickstart.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("agent")
class AgentToolsTest {

    private static final Set<String> SCOPES =
            Set.of("orders", "help-articles", "tickets", "refunds", "conversation", "loyalty");
    private static final Set<String> FORBIDDEN_FIELDS = Set.of("iban", "cardNumber", "password", "email", "phone");
    private static final Pattern SECRET_NAME = Pattern.compile("[a-z]+(-[a-z]+)*-token");

    static List<AgentDefinition.Tool> tools() throws IOException {
        return SampleVersion.parse(SampleVersion.definition(), AgentDefinition.class).tools();
    }

    static Stream<String> names() throws IOException {
        return tools().stream().map(AgentDefinition.Tool::name);
    }

    private static AgentDefinition.Tool tool(String name) throws IOException {
        return tools().stream().filter(tool -> tool.name().equals(name)).findFirst().orElseThrow();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void hasAKnownDataScope(String name) throws IOException {
        List<AgentDefinition.DataScope> scopes = tool(name).dataScopes();
        assertFalse(scopes.isEmpty(), "no data scope");
        for (AgentDefinition.DataScope scope : scopes) {
            assertTrue(SCOPES.contains(scope.name()), scope.name());
            assertTrue(Set.of("read", "write").contains(scope.access()), scope.access());
            assertFalse(scope.fields().isEmpty(), "no fields");
            assertTrue(scope.fields().stream().noneMatch(FORBIDDEN_FIELDS::contains), scope.fields().toString());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void hasAPermission(String name) throws IOException {
        List<String> permissions = tool(name).permissions();
        assertFalse(permissions.isEmpty(), "no permission");
        assertTrue(permissions.stream().noneMatch(permission -> permission.contains("*")), permissions.toString());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void hasAHandler(String name) throws IOException {
        Path handlers = SampleVersion.folder().resolve("handlers");
        Path handler = SampleVersion.folder().resolve(tool(name).handler()).normalize();
        assertTrue(handler.startsWith(handlers), "outside of handlers/");
        assertTrue(Files.isRegularFile(handler), "no such file");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void namesSecretsButHoldsNone(String name) throws IOException {
        for (String secret : tool(name).secrets()) {
            assertTrue(SECRET_NAME.matcher(secret).matches(), "not the name of a secret");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void endsInTime(String name) throws IOException {
        AgentDefinition.Tool tool = tool(name);
        assertTrue(tool.timeoutMs() > 0 && tool.timeoutMs() <= 10_000, tool.timeoutMs() + " ms");
        assertTrue(tool.retries() <= 2, tool.retries() + " retries");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void isNotRetriedWhenItWrites(String name) throws IOException {
        AgentDefinition.Tool tool = tool(name);
        assertTrue(!tool.writes() || tool.retries() == 0, "a retry may write twice");
    }

    @Test
    void refundsNeedAnApproval() throws IOException {
        for (AgentDefinition.Tool tool : tools()) {
            if (tool.dataScopes().stream().anyMatch(scope -> scope.name().equals("refunds"))) {
                assertNotNull(tool.approval(), tool.name());
                assertEquals("refund-team", tool.approval().role());
                assertTrue(tool.approval().aboveAmount() <= 50, "approval above " + tool.approval().aboveAmount());
            }
        }
    }

    @Test
    void everyHandlerBelongsToATool() throws IOException {
        List<String> used = tools().stream().map(AgentDefinition.Tool::handler).sorted().toList();
        try (Stream<Path> files = Files.list(SampleVersion.folder().resolve("handlers"))) {
            assertEquals(used, files.map(file -> "handlers/" + file.getFileName()).sorted().toList());
        }
    }
}
