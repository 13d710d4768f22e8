/**
 * Times in which nothing goes live, over HTTP. Imports the plumbing above it; nothing here is for hosts.
 */
@NullMarked
package io.sluice.promotion.spring.rest.freeze;

import org.jspecify.annotations.NullMarked;
