package io.sluice.promotion;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.command.AuditLog;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Caller;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.CommandPipeline.Call;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.Ids;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.input.Identifier;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.process.Waiver;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Warnings about process files that people let stand: each for one finding of one exact file and for a bounded time. They
 * matter where warnings refuse a file; what breaks a rule of the policy can never be waived. Thread-safe.
 */
public final class Waivers {
    /** The longest time that a waiver can count. */
    public static final Duration LONGEST = Duration.ofDays(365);

    private static final Pattern FINDING = Pattern.compile("[PSV]-[A-Z]+:[^\\s]{0,950}");

    private record Granted(String finding, Digest digest, String reason, Instant until) {}

    private record Revoked(String id, String reason) {}

    private final CommandPipeline pipeline;
    private final Authorization authorization;
    private final Catalog catalog;
    private final Storage storage;
    private final AuditLog audit;
    private final Clock clock;

    Waivers(Core core) {
        this.pipeline = core.pipeline();
        this.authorization = core.authorization();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.audit = core.audit();
        this.clock = core.clock();
    }

    /**
     * Lets a warning stand.
     *
     * @param finding its key, such as {@code V-CONDITION:flow-urgent}
     * @param file digest of the exact file
     * @param reason why, for people
     * @param until when it ends by itself, at most 365 days from now
     * @throws InvalidInputException {@code waiver.finding}; {@code waiver.policyRule} when the finding is about the policy;
     *     {@code waiver.until}; {@code reason.required}
     */
    public Waiver grant(
            Actor actor,
            OrganizationId organization,
            String finding,
            Digest file,
            String reason,
            Instant until,
            IdempotencyKey key) {
        Granted granted = new Granted(requireFinding(finding), file, Text.requireReason("reason", reason), until);
        Call call = new Call(actor, organization, Operation.GRANT_WAIVER, key, granted);
        return pipeline.create(call, caller -> granted, this::grant, id -> find(organization, id));
    }

    private String grant(Caller caller, Granted granted) {
        require(caller, Operation.GRANT_WAIVER);
        Instant now = clock.instant();
        if (!granted.until().isAfter(now) || granted.until().isAfter(now.plus(LONGEST))) {
            throw new InvalidInputException(
                    "until",
                    "waiver.until",
                    "A waiver ends in the future, at most " + LONGEST.toDays() + " days from now.");
        }
        Waiver waiver = new Waiver(
                caller.organization(),
                Ids.next(),
                granted.finding(),
                granted.digest(),
                granted.reason(),
                granted.until(),
                caller.person(),
                now,
                Optional.empty(),
                Optional.empty());
        storage.processes().insert(waiver);
        audit.security(
                caller,
                "waiver.granted",
                Map.of(
                        "id", waiver.id(),
                        "finding", waiver.finding(),
                        "digest", waiver.digest().value(),
                        "reason", waiver.reason(),
                        "until", waiver.until().toString()));
        return waiver.id();
    }

    /**
     * Takes a waiver back: from now on it does not count.
     *
     * @throws NotFoundException when there is no such waiver
     * @throws ConflictException {@code waiver.revoked} when it was taken back before
     */
    public Waiver revoke(Actor actor, OrganizationId organization, String id, String reason, IdempotencyKey key) {
        Revoked revoked = new Revoked(Identifier.require("id", id), Text.requireReason("reason", reason));
        Call call = new Call(actor, organization, Operation.REVOKE_WAIVER, key, revoked);
        return pipeline.create(call, caller -> revoked, this::revoke, same -> find(organization, same));
    }

    private String revoke(Caller caller, Revoked revoked) {
        require(caller, Operation.REVOKE_WAIVER);
        Waiver waiver = find(caller.organization(), revoked.id());
        if (!storage.processes().revoke(caller.organization(), waiver.id(), caller.person(), clock.instant())) {
            throw new ConflictException("waiver.revoked", "This waiver was taken back before.");
        }
        audit.security(
                caller,
                "waiver.revoked",
                Map.of("id", waiver.id(), "finding", waiver.finding(), "reason", revoked.reason()));
        return waiver.id();
    }

    /** All waivers, also those that no longer count, the newest first. */
    public List<Waiver> list(Actor actor, OrganizationId organization) {
        return pipeline.read(actor, organization, caller -> {
            require(caller, Operation.VIEW_WAIVER);
            return storage.processes().waivers(organization);
        });
    }

    private void require(Caller caller, Operation operation) {
        catalog.organization(caller.organization());
        authorization.require(caller, operation);
    }

    private Waiver find(OrganizationId organization, String id) {
        return storage.processes().waiver(organization, id).orElseThrow(() -> new NotFoundException("waiver"));
    }

    private static String requireFinding(String finding) {
        if (!FINDING.matcher(finding).matches()) {
            throw new InvalidInputException(
                    "finding",
                    "waiver.finding",
                    "A finding is named by its rule and elements, such as V-CONDITION:urgent.");
        }
        if (Waiver.isAboutPolicy(finding)) {
            throw new InvalidInputException(
                    "finding", "waiver.policyRule", "What the policy demands cannot be waived in a process.");
        }
        return finding;
    }
}
