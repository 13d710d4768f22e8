/**
 * All operations beside promotions, put together in one place. Imports the features; nothing here is for hosts.
 */
@NullMarked
package io.sluice.promotion.spring.rest.administration;

import org.jspecify.annotations.NullMarked;
