package io.sluice.example.host.sample;

import io.sluice.example.host.HostClock;
import io.sluice.example.host.people.HostPeople;
import io.sluice.promotion.NewWorkspace;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.workspace.EnvironmentType;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Fills an empty database: workspaces always, and with {@code host.sample-data} two days of promotions in every state. A
 * database that has the organization already is left as it is.
 */
@Component
final class SampleData implements ApplicationRunner {
    /** The organization of most people of the demonstration. */
    static final OrganizationId HOUSEHOLD = new OrganizationId("household-goods");

    private static final OrganizationId GARDEN = new OrganizationId("garden-supplies");

    private static final Logger LOG = LoggerFactory.getLogger(SampleData.class);

    private final SampleDeeds deeds;
    private final HostPeople people;
    private final HostClock clock;
    private final boolean wanted;

    SampleData(SampleDeeds deeds, HostPeople people, HostClock clock, @Value("${host.sample-data}") boolean wanted) {
        this.deeds = deeds;
        this.people = people;
        this.clock = clock;
        this.wanted = wanted;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (wanted) {
            clock.setAhead(Duration.ofHours(-SampleStory.HOURS));
        }
        if (begun()) {
            if (wanted) {
                LOG.info("Two days of promotions are being made up; that takes a while.");
                new SampleStory(deeds, clock).tell();
            }
        }
        clock.setAhead(Duration.ZERO);
    }

    /** Creates organizations and workspaces; false when they are there already. */
    private boolean begun() {
        try {
            create(HOUSEHOLD, "olga.ivanova", SampleWorkspaces.all());
        } catch (ConflictException e) {
            return false;
        }
        create(
                GARDEN,
                "gina.rossi",
                List.of(
                        NewWorkspace.of("dev", "Workshop", EnvironmentType.DEVELOPMENT),
                        NewWorkspace.of("production", "Shop", EnvironmentType.PRODUCTION)
                                .after("dev")));
        return true;
    }

    private void create(OrganizationId organization, String administrator, List<NewWorkspace> workspaces) {
        deeds.sluice()
                .organizations()
                .create(
                        deeds.actor(administrator),
                        organization,
                        people.organizations().getOrDefault(organization.value(), organization.value()),
                        SampleDeeds.key());
        workspaces.forEach(workspace -> deeds.sluice()
                .workspaces()
                .create(deeds.actor(administrator), organization, workspace, SampleDeeds.key()));
    }
}
