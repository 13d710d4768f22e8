package quickstart.samples;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** What JMH writes of this is a fixture. See fixtures/. */
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ReportFixtureBenchmark {

    @State(Scope.Benchmark)
    public static class Load {
        @Param({"1", "1000"})
        public int size;
    }

    @Benchmark
    public void work() {
        Blackhole.consumeCPU(2_000_000);
    }

    @Benchmark
    public byte[] allocate(Load load) {
        return new byte[load.size];
    }
}
