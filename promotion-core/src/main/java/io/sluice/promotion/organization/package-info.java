/**
 * The tenant that owns workspaces, policies and promotions; nothing crosses from one organization to another.
 *
 * <p>It may import {@code problem}, {@code identity} and {@code transaction}.
 */
@NullMarked
package io.sluice.promotion.organization;

import org.jspecify.annotations.NullMarked;
