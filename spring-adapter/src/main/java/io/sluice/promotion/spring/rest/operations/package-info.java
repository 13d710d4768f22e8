/**
 * What gave up and waits for somebody, messages and steps, over HTTP. Imports the plumbing above it; nothing here is for hosts.
 */
@NullMarked
package io.sluice.promotion.spring.rest.operations;

import org.jspecify.annotations.NullMarked;
