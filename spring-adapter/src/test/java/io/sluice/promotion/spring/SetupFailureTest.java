package io.sluice.promotion.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.spi.Deployer;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What cannot work is told in words when the application starts. */
class SetupFailureTest {
    @Test
    void withoutDeployerItSaysWhatIsMissing() {
        FailureAnalysis analysis = failure(HostApplication.onDatabase("jdbc:h2:mem:nodeployer", "sa", "")
                .withUserConfiguration(Nothing.class)
                .withPropertyValues(HostApplication.people()));

        assertThat(analysis.getDescription()).contains("no Deployer bean");
        assertThat(analysis.getAction()).contains("io.sluice.promotion.spi.Deployer");
    }

    @Test
    void withoutDataSourceItSaysWhatIsMissing() {
        FailureAnalysis analysis = failure(new ApplicationContextRunner()
                .withUserConfiguration(HostApplication.Application.class)
                .withPropertyValues(HostApplication.people())
                .withPropertyValues("spring.autoconfigure.exclude="
                        + (BootGenerationTest.isFour()
                                ? "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration"
                                : "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration")));

        assertThat(analysis.getDescription()).contains("no DataSource bean");
    }

    @Test
    void withSeveralDataSourcesItAsksForAMark() {
        FailureAnalysis analysis = failure(new ApplicationContextRunner()
                .withUserConfiguration(Unmarked.class)
                .withPropertyValues(HostApplication.people())
                .withPropertyValues("spring.flyway.enabled=false"));

        assertThat(analysis.getDescription()).contains("one", "other");
        assertThat(analysis.getAction()).contains("@SluiceDataSource");
    }

    @Test
    void withoutPersonsItSaysWhoCouldApprove() {
        FailureAnalysis analysis = failure(HostApplication.onDatabase("jdbc:h2:mem:nobody", "sa", "")
                .withUserConfiguration(HostApplication.Application.class));

        assertThat(analysis.getDescription()).contains("who could approve");
        assertThat(analysis.getAction()).contains("PersonSource", "sluice.people", "SLUICE_requester");
    }

    @Test
    void withoutOrganizationThePersonsBelongNowhere() {
        FailureAnalysis analysis = failure(HostApplication.onDatabase("jdbc:h2:mem:nowhere", "sa", "")
                .withUserConfiguration(HostApplication.Application.class)
                .withPropertyValues("sluice.people.olga.roles=org-admin"));

        assertThat(analysis.getAction()).contains("sluice.organization");
    }

    @Test
    void aMailSenderWithoutAnAddressEndsTheStart() {
        FailureAnalysis analysis =
                failure(HostApplication.runner().withPropertyValues("spring.mail.host=mail.example.org"));

        assertThat(analysis.getAction()).contains("sluice.mail.from", "sluice.mail.enabled");
    }

    @Test
    void missingTablesAreNotTakenForAFault() {
        FailureAnalysis analysis = failure(HostApplication.runner().withPropertyValues("sluice.create-tables=false"));

        assertThat(analysis.getAction()).contains("docs/database.md", "sluice.create-tables");
    }

    @ParameterizedTest
    @CsvSource({
        "sluice.schema, no-schema, sluice.schema",
        "sluice.organization, two words, sluice.organization",
        "sluice.workers, 0, sluice.workers",
        "sluice.drift-every, 10s, sluice.drift-every",
        "sluice.identity.remember, 2d, sluice.identity.remember",
        "sluice.rest.base-path, api, sluice.rest.base-path",
        "sluice.ui.enabled, true, sluice.rest.enabled",
        "sluice.audit.signing-key, /tmp/key, sluice.audit.signer",
        "sluice.people.alice.roles, Requester, sluice.people.alice.roles",
        "sluice.webhooks.key, short, openssl",
        "sluice.processes.files.acme, classpath:none.bpmn, sluice.processes.deploy-as"
    })
    void aValueThatCannotBeRightIsNamed(String property, String value, String named) {
        FailureAnalysis analysis = failure(HostApplication.runner().withPropertyValues(property + "=" + value));

        assertThat(analysis.getDescription() + analysis.getAction()).contains(named);
    }

    @Test
    void aNameThatDoesNotExistEndsTheStart() {
        HostApplication.runner()
                .withPropertyValues("sluice.shema=governance")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasRootCauseMessage("The elements [sluice.shema] were left unbound."));
    }

    private static FailureAnalysis failure(ApplicationContextRunner runner) {
        FailureAnalysis[] analysis = new FailureAnalysis[1];
        runner.run(context -> {
            assertThat(context).hasFailed();
            analysis[0] = new SetupFailureAnalyzer().analyze(context.getStartupFailure());
        });
        assertThat(analysis[0]).as("a setup failure").isNotNull();
        return analysis[0];
    }

    /** An application that wrote nothing yet. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Nothing {}

    /** An application whose two databases are alike to Sluice. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Unmarked {
        @Bean
        DataSource one() {
            return new DriverManagerDataSource("jdbc:h2:mem:one", "sa", "");
        }

        @Bean
        DataSource other() {
            return new DriverManagerDataSource("jdbc:h2:mem:other", "sa", "");
        }

        @Bean
        Deployer deployer() {
            return new HostApplication.Shelf();
        }
    }
}
