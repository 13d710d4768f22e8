/**
 * The settings of workspaces: which keys an organization knows, of which type, with which default, and what each
 * workspace sets. Pure values and rules.
 *
 * <p>It may import {@code workspace} and what that may import.
 */
@NullMarked
package io.sluice.promotion.configuration;

import org.jspecify.annotations.NullMarked;
