/**
 * Promotions over HTTP: asking for them, seeing all of them that concerns a decision, and deciding.
 *
 * <p>It exists apart because screens and scripts live on it. The lists of the queue and of the board may import its
 * summaries.
 */
@NullMarked
package io.sluice.promotion.spring.rest.promotion;

import org.jspecify.annotations.NullMarked;
