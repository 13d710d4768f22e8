/**
 * What waits for people, over HTTP.
 *
 * <p>It exists apart because it reads many promotions at once, in a fixed number of questions.
 */
@NullMarked
package io.sluice.promotion.spring.rest.queue;

import org.jspecify.annotations.NullMarked;
