/**
 * Process files: judging, deploying, comparing and moving promotions, over HTTP. Imports the plumbing above it; nothing here is for hosts.
 */
@NullMarked
package io.sluice.promotion.spring.rest.process;

import org.jspecify.annotations.NullMarked;
