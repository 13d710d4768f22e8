package io.sluice.promotion.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.promotion.Sluice;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.input.IdempotencyKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** An application that switched the REST API on, on a port, with its own login in front. */
class PublishedApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static ConfigurableApplicationContext application;
    private static String address;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        String[] arguments = Stream.concat(
                        Arrays.stream(HostApplication.people()),
                        Stream.of(
                                "server.port=0",
                                "server.address=127.0.0.1",
                                "spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1",
                                "spring.flyway.enabled=false",
                                "spring.security.user.name=alice",
                                "spring.security.user.password=secret",
                                "spring.main.banner-mode=off",
                                "logging.level.root=warn",
                                "sluice.working=false",
                                "sluice.rest.enabled=true",
                                "sluice.rest.base-path=/release/v1"))
                .map(setting -> "--" + setting)
                .toArray(String[]::new);
        application = SpringApplication.run(HostApplication.Application.class, arguments);
        Sluice sluice = application.getBean(Sluice.class);
        sluice.organizations()
                .create(sluice.actors().human("olga"), new OrganizationId("acme"), "Acme", IdempotencyKey.unique());
        address = "http://127.0.0.1:" + application.getEnvironment().getProperty("local.server.port");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void theCallerIsWhomTheApplicationSignedIn() throws Exception {
        HttpResponse<String> session = get("/release/v1/session");

        assertThat(session.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(session.body()).at("/person/id").asText()).isEqualTo("alice");
        assertThat(JSON.readTree(session.body()).path("organization").asText()).isEqualTo("acme");
    }

    @Test
    void springdocShowsTheApiAsAGroupWithItsOwnDescription() throws Exception {
        HttpResponse<String> shown = get("/v3/api-docs/sluice");

        assertThat(shown.statusCode()).isEqualTo(200);
        JsonNode api = JSON.readTree(shown.body());
        assertThat(api.at("/servers/0/url").asText()).isEqualTo("/release/v1");
        assertThat(api.at("/paths")
                        .path("/organizations/{organization}/board")
                        .at("/get/operationId")
                        .asText())
                .isEqualTo("getBoard");
        assertThat(api.at("/components/schemas/PromotionSummary/properties/status")
                        .isMissingNode())
                .isFalse();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        String account = Base64.getEncoder().encodeToString("alice:secret".getBytes(StandardCharsets.UTF_8));
        return client.send(
                HttpRequest.newBuilder(URI.create(address + path))
                        .header("Authorization", "Basic " + account)
                        .build(),
                BodyHandlers.ofString());
    }
}
