package io.sluice.promotion.bpmn.mail;

import io.sluice.promotion.spi.Topic;
import java.net.URI;
import java.util.Optional;

/** The host's pages that a mail leads to. They only show; whoever opens one decides nothing by that. */
public interface MailLinks {
    /** The page of what the mail is about, if the settings know one. */
    Optional<URI> page(Topic topic);

    /** The page where the recipient chooses which mails to get, if the settings know one. */
    Optional<URI> preferences();
}
