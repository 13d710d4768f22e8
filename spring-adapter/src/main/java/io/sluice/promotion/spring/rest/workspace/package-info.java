/**
 * Organizations and workspaces, and the screen on which one is set up, over HTTP. Imports the plumbing above it; nothing here is for hosts.
 */
@NullMarked
package io.sluice.promotion.spring.rest.workspace;

import org.jspecify.annotations.NullMarked;
