package io.sluice.example.host;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The application. {@code make host} runs it. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class HostApplication {
    /**
     * Starts it.
     *
     * @param arguments of Spring Boot, such as {@code --server.port=18080}
     */
    public static void main(String[] arguments) {
        SpringApplication.run(HostApplication.class, arguments);
    }
}
