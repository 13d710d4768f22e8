/**
 * What workspaces demand, and proposals to weaken it, over HTTP. Imports the plumbing above it; nothing here is for hosts.
 */
@NullMarked
package io.sluice.promotion.spring.rest.policy;

import org.jspecify.annotations.NullMarked;
