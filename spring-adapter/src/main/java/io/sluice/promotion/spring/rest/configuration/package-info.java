/**
 * Configuration keys and what workspaces set, over HTTP. Imports the plumbing above it; nothing here is for hosts.
 */
@NullMarked
package io.sluice.promotion.spring.rest.configuration;

import org.jspecify.annotations.NullMarked;
