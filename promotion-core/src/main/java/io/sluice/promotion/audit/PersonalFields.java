package io.sluice.promotion.audit;

import java.util.Set;

/**
 * Which fields of an event's data are about persons, whatever the event. This is the one place: what is named here never
 * becomes part of hashed bytes as it is.
 */
public final class PersonalFields {
    /** Texts that a person or foreign code wrote: sealed, see {@link SealedTexts}. */
    private static final Set<String> TEXTS = Set.of(
            "cancelReason",
            "comment",
            "description",
            "detail",
            "evidence",
            "explanation",
            "headline",
            "justification",
            "liftReason",
            "message",
            "note",
            "reason",
            "summary",
            "text",
            "ticket");

    /** Ids of persons of the host's directory, alone or in lists: replaced by an {@link ActorRef}. */
    private static final Set<String> PERSONS = Set.of(
            "approver",
            "approvers",
            "assignee",
            "authors",
            "by",
            "confirmedBy",
            "delegate",
            "delegator",
            "onBehalfOf",
            "person",
            "persons",
            "proposedBy",
            "recipient",
            "requestedBy",
            "requester",
            "reviewer",
            "substitute");

    private PersonalFields() {}

    /** Whether a field holds words of a person. */
    public static boolean isText(String field) {
        return TEXTS.contains(field);
    }

    /** Whether a field holds ids of persons. */
    public static boolean isPerson(String field) {
        return PERSONS.contains(field);
    }
}
