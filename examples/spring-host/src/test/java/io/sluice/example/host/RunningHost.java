package io.sluice.example.host;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The application, started as its main method does, on a free port and with a database of its own. */
final class RunningHost implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private RunningHost(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Without the two days of promotions: tests make what they need. */
    static RunningHost empty(String... more) {
        return start("false", more);
    }

    /** With everything that {@code make host} shows. */
    static RunningHost withSampleData() {
        return start("true");
    }

    private static RunningHost start(String sampleData, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1",
                "--spring.main.banner-mode=off",
                "--host.sample-data=" + sampleData));
        arguments.addAll(List.of(more));
        return new RunningHost(SpringApplication.run(HostApplication.class, arguments.toArray(String[]::new)));
    }

    /** Where it is, without a slash at the end. */
    String url() {
        return "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port");
    }

    /** A part of it. */
    <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
