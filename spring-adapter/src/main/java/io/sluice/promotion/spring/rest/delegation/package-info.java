/**
 * Who is away, and who approves in their place, over HTTP. Imports the plumbing above it; nothing here is for hosts.
 */
@NullMarked
package io.sluice.promotion.spring.rest.delegation;

import org.jspecify.annotations.NullMarked;
