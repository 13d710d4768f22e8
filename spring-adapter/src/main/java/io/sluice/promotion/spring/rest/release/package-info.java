/**
 * What is live, whether it works, and whether it is what was recorded, over HTTP. Imports the plumbing above it; nothing here is for hosts.
 */
@NullMarked
package io.sluice.promotion.spring.rest.release;

import org.jspecify.annotations.NullMarked;
