package io.sluice.promotion.bpmn.mail;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.spi.Topic;
import java.net.URI;
import java.util.Optional;

/** The host's pages for one organization, from the addresses in the settings. */
record HostPages(OrganizationId organization, Optional<PageLink> promotions, Optional<PageLink> preferencesPage)
        implements MailLinks {
    @Override
    public Optional<URI> page(Topic topic) {
        return topic instanceof Topic.OfPromotion promotion
                ? promotions.map(
                        page -> page.to(organization.value(), promotion.id().value()))
                : Optional.empty();
    }

    @Override
    public Optional<URI> preferences() {
        return preferencesPage.map(page -> page.to(organization.value(), ""));
    }
}
