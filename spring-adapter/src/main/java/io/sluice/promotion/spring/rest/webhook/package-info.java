/**
 * Endpoints that are told what happens, over HTTP. Imports the plumbing above it; nothing here is for hosts.
 */
@NullMarked
package io.sluice.promotion.spring.rest.webhook;

import org.jspecify.annotations.NullMarked;
