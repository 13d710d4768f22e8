package quickstart.samples;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of the version that the tests and benchmarks read: SAMPLE_DIR in the environment. */
public final class SampleVersion {

    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private SampleVersion() {}

    public static Path folder() {
        String folder = System.getenv("SAMPLE_DIR");
        if (folder == null) {
            throw new IllegalStateException("SAMPLE_DIR is not set: run generate.sh");
        }
        return Path.of(folder).toAbsolutePath().normalize();
    }

    public static byte[] definition() throws IOException {
        return Files.readAllBytes(folder().resolve("definition.json"));
    }

    public static <T> T parse(byte[] definition, Class<T> type) throws IOException {
        return JSON.readValue(definition, type);
    }
}
