package io.sluice.promotion.jdbc;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.request.Attempt;
import io.sluice.promotion.request.GateRecord;
import java.util.List;
import java.util.Optional;

/** The calls of the deployer, and the decisions of the gate that allowed them. Internal: used by the entry package. */
@SuppressWarnings("DoNotCallSuggester")
public final class AttemptRows {
    AttemptRows() {}

    /** Adds an attempt, before the call begins. */
    public void insert(Attempt attempt) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** Writes what became of an attempt. */
    public void update(Attempt attempt) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** The newest attempt at a step, if there was one. */
    public Optional<Attempt> newest(OrganizationId organization, PromotionId promotion, Attempt.Step step) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** All attempts of a promotion, oldest first. */
    public List<Attempt> list(OrganizationId organization, PromotionId promotion) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** Adds the record that the gate was open. */
    public void insertGateRecord(GateRecord record) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** The record that the gate was open, if it was. */
    public Optional<GateRecord> gateRecord(OrganizationId organization, PromotionId promotion) {
        throw new IllegalStateException("Not filled in yet.");
    }
}
