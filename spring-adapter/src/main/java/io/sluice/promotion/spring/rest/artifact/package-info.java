/**
 * Artifacts, their versions, and what checks said about them, over HTTP. Imports the plumbing above it; nothing here is for hosts.
 */
@NullMarked
package io.sluice.promotion.spring.rest.artifact;

import org.jspecify.annotations.NullMarked;
