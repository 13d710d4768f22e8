/**
 * A promotion from request to outcome: its status, the approvals given, its open tasks and attempts.
 *
 * <p>It may import {@code policy} and what that may import.
 */
@NullMarked
package io.sluice.promotion.request;

import org.jspecify.annotations.NullMarked;
