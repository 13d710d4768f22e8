package quickstart.samples;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

@State(Scope.Benchmark)
public class AgentBenchmark {

    private byte[] text;
    private ToolRouter router;
    private String[] prompts;
    private int next;

    @Setup
    public void read() throws IOException {
        text = SampleVersion.definition();
        AgentDefinition definition = SampleVersion.parse(text, AgentDefinition.class);
        router = new ToolRouter(definition);
        prompts = definition.evaluation().cases().stream().map(AgentDefinition.Case::prompt).toArray(String[]::new);
    }

    /** Higher is better: definitions read and checked in a millisecond. */
    @Benchmark
    @BenchmarkMode(Mode.Throughput)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public List<String> parseAndValidate() throws IOException {
        return SampleVersion.parse(text, AgentDefinition.class).problems();
    }

    /** Lower is better: microseconds to choose the tool for one prompt of the evaluation set. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public Optional<AgentDefinition.Tool> routeRequest() {
        next = next + 1 == prompts.length ? 0 : next + 1;
        return router.route(prompts[next]);
    }
}
