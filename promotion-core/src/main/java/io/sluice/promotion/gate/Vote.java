package io.sluice.promotion.gate;

import io.sluice.promotion.request.Approval;
import java.util.Optional;

/**
 * A decision, and the person it counts as at the moment of judging.
 *
 * @param approval the recorded decision
 * @param now that person; empty when they, or the delegate who decided for them, are no active members any more
 */
public record Vote(Approval approval, Optional<Presence> now) {}
