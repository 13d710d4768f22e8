package io.sluice.promotion.command;

import io.sluice.promotion.audit.AuditChain;
import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.audit.ChainHead;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.spi.AuditKeyProvider;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Writes audit events. What is written once stays; no person is named in what is hashed. */
public final class AuditLog {
    private final Storage storage;
    private final Clock clock;
    private final ActorRefs refs;
    private final AuditKeyProvider keys;

    public AuditLog(Storage storage, Clock clock, ActorRefs refs, AuditKeyProvider keys) {
        this.storage = storage;
        this.clock = clock;
        this.refs = refs;
        this.keys = keys;
    }

    /**
     * Adds an event to a chain whose head the caller holds locked, and returns the new head.
     *
     * @param actor as {@link #actorOf} or {@link #system} say
     * @param cause the event that led to it, when Sluice acts by itself
     */
    public ChainHead append(
            OrganizationId organization,
            String chain,
            ChainHead head,
            String type,
            String actor,
            Optional<String> cause,
            Optional<String> subjectHash,
            Map<String, Object> data) {
        AuditEvent event = next(organization, chain, head, type, actor, cause, subjectHash, data);
        storage.audit().insert(event);
        return new ChainHead(event.seq(), event.hash());
    }

    /** The event that {@link #append} would add, for the caller to add together with others. */
    public AuditEvent next(
            OrganizationId organization,
            String chain,
            ChainHead head,
            String type,
            String actor,
            Optional<String> cause,
            Optional<String> subjectHash,
            Map<String, Object> data) {
        AuditEvent event = AuditChain.nextSealed(
                new AuditChain.Head(organization, chain, head.seq(), head.hash()),
                type,
                clock.instant(),
                refs.actor(organization, actor),
                cause,
                subjectHash,
                refs.data(organization, data),
                refs.salt());
        return withMac(event);
    }

    private AuditEvent withMac(AuditEvent event) {
        AuditEvent.Beside beside = event.beside();
        return keys.current(event.organization())
                .map(key -> event.with(new AuditEvent.Beside(
                        beside.texts(), Optional.of(key.mac(event.hash())), beside.leaf(), beside.dataHash())))
                .orElse(event);
    }

    /** Adds an event to the chain of a workspace, a policy or the organization. */
    public void record(Caller caller, String chain, String type, Map<String, Object> data) {
        record(caller.organization(), chain, type, actorOf(caller), data);
    }

    /**
     * Adds an event to the security chain of the organization: what auditors look at first, beside where it happened. For
     * exceptions, emergencies, weakened policies, holds and erasures.
     */
    public void security(Caller caller, String type, Map<String, Object> data) {
        security(caller.organization(), type, actorOf(caller), data);
    }

    /** The same for an actor as {@link #actorOf} or {@link #system} say. */
    public void security(OrganizationId organization, String type, String actor, Map<String, Object> data) {
        record(organization, securityChain(organization), type, actor, data);
    }

    /** The same for whoever is named, a person or Sluice itself. */
    public void record(OrganizationId organization, String chain, String type, String actor, Map<String, Object> data) {
        ChainHead head = storage.audit().lockHead(organization, chain);
        ChainHead next = append(organization, chain, head, type, actor, Optional.empty(), Optional.empty(), data);
        storage.audit().updateHead(organization, chain, next);
    }

    /**
     * Waits for whoever is writing down something that concerns the security of the organization, such as a hold, and has
     * everybody else wait until this unit of work ends. What is read then is what they left.
     */
    public void awaitSecurity(OrganizationId organization) {
        storage.audit().lockHead(organization, securityChain(organization));
    }

    /** The time that an event would carry now. */
    public Instant now() {
        return clock.instant();
    }

    public static String actorOf(Caller caller) {
        return caller.actor().kind() + ":" + caller.person().value();
    }

    /** Sluice itself, and why it acts. */
    public static String system(String cause) {
        return "SYSTEM:" + cause;
    }

    /** The chain of what concerns the security of an organization. */
    public static String securityChain(OrganizationId organization) {
        return "security:" + organization;
    }
}
