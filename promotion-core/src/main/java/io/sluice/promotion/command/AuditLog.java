package io.sluice.promotion.command;

import io.sluice.promotion.audit.AuditChain;
import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.audit.ChainHead;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.jdbc.Storage;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Writes audit events. What is written once stays. */
public final class AuditLog {
    private final Storage storage;
    private final Clock clock;

    public AuditLog(Storage storage, Clock clock) {
        this.storage = storage;
        this.clock = clock;
    }

    /** The time that an event would carry now. */
    public Instant now() {
        return clock.instant();
    }

    /** Adds an event to a chain whose head the caller holds locked, and returns the new head. */
    public ChainHead append(
            OrganizationId organization,
            String chain,
            ChainHead head,
            String type,
            String actor,
            Optional<String> subjectHash,
            Map<String, Object> data) {
        AuditEvent event = AuditChain.next(
                new AuditChain.Head(organization, chain, head.seq(), head.hash()),
                type,
                clock.instant(),
                actor,
                Optional.empty(),
                subjectHash,
                data);
        storage.audit().insert(event);
        return new ChainHead(event.seq(), event.hash());
    }

    /** Adds an event to the chain of a workspace, a policy or the organization. */
    public void record(Caller caller, String chain, String type, Map<String, Object> data) {
        record(caller.organization(), chain, type, actorOf(caller), data);
    }

    /** The same for whoever is named, a person or Sluice itself. */
    public void record(OrganizationId organization, String chain, String type, String actor, Map<String, Object> data) {
        ChainHead head = storage.audit().lockHead(organization, chain);
        ChainHead next = append(organization, chain, head, type, actor, Optional.empty(), data);
        storage.audit().updateHead(organization, chain, next);
    }

    public static String actorOf(Caller caller) {
        return caller.actor().kind() + ":" + caller.person().value();
    }

    /** Sluice itself, and why it acts. */
    public static String system(String cause) {
        return "SYSTEM:" + cause;
    }
}
