/**
 * Whether the environments of an organization keep apart: gateways, secrets, data and paths. Pure rules over workspaces
 * and their configuration, each finding with where it is and how to repair it.
 *
 * <p>It may import {@code configuration}, {@code artifact} and what these may import.
 */
@NullMarked
package io.sluice.promotion.isolation;

import org.jspecify.annotations.NullMarked;
