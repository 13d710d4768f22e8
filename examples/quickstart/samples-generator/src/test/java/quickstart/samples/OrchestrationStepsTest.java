package quickstart.samples;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("orchestration")
class OrchestrationStepsTest {

    private static final Set<String> SCOPES =
            Set.of("orders", "tickets", "refunds", "fraud-scores", "payment-accounts", "decisions");
    private static final long TWO_DAYS_MS = 172_800_000;

    static List<OrchestrationDefinition.Step> steps() throws IOException {
        return SampleVersion.parse(SampleVersion.definition(), OrchestrationDefinition.class).steps();
    }

    static Stream<String> ids() throws IOException {
        return steps().stream().map(OrchestrationDefinition.Step::id);
    }

    private static OrchestrationDefinition.Step step(String id) throws IOException {
        return steps().stream().filter(step -> step.id().equals(id)).findFirst().orElseThrow();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ids")
    void hasAKnownDataScope(String id) throws IOException {
        assertFalse(step(id).dataScopes().isEmpty(), "no data scope");
        for (OrchestrationDefinition.DataScope scope : step(id).dataScopes()) {
            assertTrue(SCOPES.contains(scope.name()), scope.name());
            assertTrue(Set.of("read", "write").contains(scope.access()), scope.access());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ids")
    void endsInTime(String id) throws IOException {
        OrchestrationDefinition.Step step = step(id);
        long limit = step.type().equals("approval") ? TWO_DAYS_MS : 180_000;
        long worst = RunPlanner.worstCaseMs(step);
        assertTrue(step.timeoutMs() > 0 && worst <= limit, worst + " ms with all retries");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ids")
    void isRetriedWithinBounds(String id) throws IOException {
        OrchestrationDefinition.Retry retry = step(id).retry();
        assertTrue(retry.attempts() >= 1 && retry.attempts() <= 5, retry.attempts() + " attempts");
        assertTrue(retry.attempts() == 1 || retry.backoffMs() > 0 && retry.factor() >= 1, "no pause between attempts");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ids")
    void canBeRepeatedAndUndoneWhenItPays(String id) throws IOException {
        OrchestrationDefinition.Step step = step(id);
        if (step.dataScopes().contains(new OrchestrationDefinition.DataScope("refunds", "write"))) {
            assertNotNull(step.idempotencyKey(), "a retry may pay twice");
            assertNotNull(step.compensation(), "cannot be undone");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ids")
    void hasTheHandlersItNames(String id) throws IOException {
        OrchestrationDefinition.Step step = step(id);
        for (String handler : Stream.of(step.handler(), step.compensation()).filter(name -> name != null).toList()) {
            assertTrue(Files.isRegularFile(SampleVersion.folder().resolve(handler)), handler);
        }
        assertTrue(!step.type().equals("task") || step.handler() != null, "a task without a handler");
    }
}
