/**
 * How promotions went, and what will be late, over HTTP. Imports the plumbing above it; nothing here is for hosts.
 */
@NullMarked
package io.sluice.promotion.spring.rest.statistics;

import org.jspecify.annotations.NullMarked;
