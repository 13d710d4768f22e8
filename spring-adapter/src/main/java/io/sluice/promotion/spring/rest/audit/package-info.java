/**
 * Who did what: reading, exporting and proving it, and what is kept how long, over HTTP. Imports the plumbing above it; nothing here is for hosts.
 */
@NullMarked
package io.sluice.promotion.spring.rest.audit;

import org.jspecify.annotations.NullMarked;
