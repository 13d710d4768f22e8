package io.sluice.promotion.trail;

import io.sluice.promotion.access.Member;
import io.sluice.promotion.access.Operation;
import io.sluice.promotion.audit.ActorRef;
import io.sluice.promotion.command.ActorRefs;
import io.sluice.promotion.command.AuditLog;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Caller;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.Directory;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.NotFoundException;
import java.time.Clock;
import java.util.Map;

/**
 * Forgets persons. The events that a person caused stay, with a reference that nobody can resolve any more, and the erasure
 * is an event itself: nobody is made to disappear.
 */
public final class Erasures {
    private final Authorization authorization;
    private final Directory directory;
    private final Storage storage;
    private final AuditLog audit;
    private final ActorRefs refs;
    private final Clock clock;

    public Erasures(Core core, ActorRefs refs) {
        this.authorization = core.authorization();
        this.directory = core.directory();
        this.storage = core.storage();
        this.audit = core.audit();
        this.clock = core.clock();
        this.refs = refs;
    }

    /** Asks the directory, outside of the transaction: who still belongs to the organization is not forgotten. */
    public PersonId prepare(Caller caller, PersonId person) {
        authorization.require(caller, Operation.ERASE_PERSON);
        boolean active = directory
                .member(caller.organization(), person)
                .filter(Member::active)
                .isPresent();
        if (active) {
            throw new ConflictException(
                    "erasure.active", "This person is active in the organization; the directory must let go first.");
        }
        return person;
    }

    /** Forgets, in the transaction, and returns the reference that remains. */
    public String erase(Caller caller, PersonId person, String reason) {
        authorization.require(caller, Operation.ERASE_PERSON);
        OrganizationId organization = caller.organization();
        ActorRef ref = storage.persons().find(organization, person).orElseThrow(() -> new NotFoundException("person"));
        audit.awaitSecurity(organization); // A hold that is being set is in force before anybody is forgotten.
        if (storage.retention().isHeld(organization, person)) {
            throw new ConflictException("erasure.held", "A legal hold keeps what this person did.");
        }
        if (storage.persons().open(organization, person) > 0) {
            throw new ConflictException("erasure.open", "This person has a part in promotions that are still open.");
        }
        if (storage.retention().isKept(organization, person)) {
            throw new ConflictException(
                    "erasure.retention", "This person has a part in promotions within their retention period.");
        }
        audit.security(caller, "person.erased", Map.of("ref", ref.value(), "reason", reason));
        storage.persons().erase(organization, ref, person, clock.instant());
        refs.forget(organization, person);
        return ref.value();
    }
}
