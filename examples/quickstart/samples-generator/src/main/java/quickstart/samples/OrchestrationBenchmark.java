package quickstart.samples;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

@State(Scope.Benchmark)
public class OrchestrationBenchmark {

    private byte[] text;
    private RunPlanner planner;

    @Setup
    public void read() throws IOException {
        text = SampleVersion.definition();
        planner = new RunPlanner(SampleVersion.parse(text, OrchestrationDefinition.class));
    }

    /** Higher is better: definitions read and checked in a millisecond. */
    @Benchmark
    @BenchmarkMode(Mode.Throughput)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public List<String> parseAndValidate() throws IOException {
        return SampleVersion.parse(text, OrchestrationDefinition.class).problems();
    }

    /** Lower is better: microseconds to find the longest way through the flow. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public long planRun() {
        return planner.worstCaseMs();
    }
}
