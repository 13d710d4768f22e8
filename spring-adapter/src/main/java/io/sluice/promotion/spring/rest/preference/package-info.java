/**
 * What people and workspaces want to be told, over HTTP. Imports the plumbing above it; nothing here is for hosts.
 */
@NullMarked
package io.sluice.promotion.spring.rest.preference;

import org.jspecify.annotations.NullMarked;
