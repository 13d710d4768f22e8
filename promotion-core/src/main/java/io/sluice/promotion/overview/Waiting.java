package io.sluice.promotion.overview;

import java.time.Instant;
import java.util.Optional;

/**
 * An open approval stage of a request, in numbers.
 *
 * @param stage its name
 * @param given how many approvals count so far
 * @param required how many are needed
 * @param due until when, if there is a deadline
 */
public record Waiting(String stage, int given, int required, Optional<Instant> due) {}
