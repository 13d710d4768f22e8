/**
 * What people put in the way of promotions: stops, pins, holds and bad versions, over HTTP. Imports the plumbing above it; nothing here is for hosts.
 */
@NullMarked
package io.sluice.promotion.spring.rest.control;

import org.jspecify.annotations.NullMarked;
