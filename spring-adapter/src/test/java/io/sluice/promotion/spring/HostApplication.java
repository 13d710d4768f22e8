package io.sluice.promotion.spring;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.spi.Deployer;
import io.sluice.promotion.spi.Deployment;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The smallest application with Sluice inside, and what tests say to it. */
public final class HostApplication {
    private HostApplication() {}

    /** Everything that Spring Boot configures by itself, and the one bean that a host has to write. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    public static class Application {
        @Bean
        Deployer deployer() {
            return new Shelf();
        }
    }

    /** What is live lies on a shelf. */
    public static final class Shelf implements Deployer {
        private final Map<String, Digest> live = new ConcurrentHashMap<>();

        @Override
        public Result deploy(Deployment deployment) {
            live.put(deployment.workspace().id() + "/" + deployment.artifact().id(), deployment.digest());
            return Result.done();
        }

        @Override
        public Result restore(Deployment deployment) {
            deployment
                    .previous()
                    .ifPresent(before -> live.put(
                            deployment.workspace().id() + "/"
                                    + deployment.artifact().id(),
                            before.digest()));
            return Result.done();
        }

        @Override
        public Optional<Digest> current(OrganizationId organization, WorkspaceId workspace, ArtifactRef artifact) {
            return Optional.ofNullable(live.get(workspace + "/" + artifact.id()));
        }
    }

    /** An H2 of its own that is gone afterwards, and persons in the settings. */
    public static ApplicationContextRunner runner() {
        return onDatabase("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "")
                .withUserConfiguration(Application.class)
                .withPropertyValues(people());
    }

    /** The same on a database of the caller's, without the application. */
    public static ApplicationContextRunner onDatabase(String url, String user, String password) {
        return new ApplicationContextRunner()
                .withPropertyValues(
                        "spring.datasource.url=" + url,
                        "spring.datasource.username=" + user,
                        "spring.datasource.password=" + password,
                        "spring.flyway.enabled=false",
                        "sluice.working=false");
    }

    /** Olga administers, alice asks, bob and carol approve. */
    public static String[] people() {
        return new String[] {
            "sluice.organization=acme",
            "sluice.people.olga.name=Olga Admin",
            "sluice.people.olga.roles=org-admin,policy-admin",
            "sluice.people.alice.mail=alice@example.org",
            "sluice.people.alice.roles=requester",
            "sluice.people.bob.mail=bob@example.org",
            "sluice.people.bob.roles=viewer,approver,deployer",
            "sluice.people.carol.mail=carol@example.org",
            "sluice.people.carol.language=de",
            "sluice.people.carol.roles=approver@staging",
            "sluice.people.robot.service=true",
            "sluice.people.robot.roles=policy-admin"
        };
    }
}
